/** The official JavaScript SDK and the Lambda client of the AWS SDK, unmodified, on the service as it is packaged. */
package dev.reprise.aws;
