package dev.reprise.cli.chaos.functions;

import org.jspecify.annotations.Nullable;

/**
 * What a step of a chaos run comes to.
 *
 * @param step its name
 * @param attempt which attempt it was; 0 when all of them were cut off
 * @param run which run of its body this is the result of; absent when all attempts were cut off
 */
public record StepDone(String step, int attempt, @Nullable String run) {}
