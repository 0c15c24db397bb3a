package dev.outlay.connect.aws;

import dev.outlay.connect.http.HttpFailure;
import dev.outlay.ledger.SourceException;

/// What a failure of one region says about the others.
final class PartialAnswers {

    private PartialAnswers() {}

    /// Whether the credentials were not taken.
    static boolean isRefused(SourceException failure) {
        return failure.getCause() instanceof HttpFailure cause && cause.kind() == HttpFailure.Kind.REFUSED_CREDENTIALS;
    }

    /// Whether there is no such thing.
    static boolean isNotFound(SourceException failure) {
        return failure.getCause() instanceof HttpFailure cause && cause.kind() == HttpFailure.Kind.NOT_FOUND;
    }
}
