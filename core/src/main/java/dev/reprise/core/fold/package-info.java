/**
 * The fold: one journal record and the rows before it in; a verdict, changed rows and effects out. {@link
 * dev.reprise.core.fold.Fold} is the only door and holds no rules; each family of records has a class of its own.
 */
@NullMarked
package dev.reprise.core.fold;

import org.jspecify.annotations.NullMarked;
