package dev.outlay.connect.aws;

import java.util.Map;

/// Credentials that the default chain of AWS finds while a test runs.
final class AwsAccount implements AutoCloseable {

    private static final Map<String, String> PROPERTIES = Map.of(
            "aws.accessKeyId", "AKIDTEST", "aws.secretAccessKey", "very-secret", "aws.sessionToken", "session-1");

    AwsAccount() {
        PROPERTIES.forEach(System::setProperty);
    }

    @Override
    public void close() {
        PROPERTIES.keySet().forEach(System::clearProperty);
    }
}
