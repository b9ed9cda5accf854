/** Constructs of the AWS CDK: a function that Reprise resumes, the doors by which signals come, what the service may do. */
@NullMarked
package dev.reprise.cdk;

import org.jspecify.annotations.NullMarked;
