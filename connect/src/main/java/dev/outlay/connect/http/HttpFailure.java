package dev.outlay.connect.http;

import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/// A system that could not be asked, or whose answer is of no use, after all retries.
///
/// The message names the system, its address without the query, what is wrong and how often it was tried. No
/// header, no query and no body that was sent is in it: they may hold secrets.
public final class HttpFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int status;

    /// What went wrong.
    public enum Kind {
        /// It takes no more requests for now: 429, or 503 with a Retry-After.
        THROTTLED,
        /// It does not take the credentials: 401, 403, 407.
        REFUSED_CREDENTIALS,
        /// It has no such thing: 404, 410.
        NOT_FOUND,
        /// It does not take the request as it is: any other status from 400 to 499, or a redirect into nowhere.
        REFUSED_REQUEST,
        /// It failed itself: status 500 and above.
        FAILED,
        /// Its answer cannot be read: cut off, too large, or not what it should be.
        BROKEN_BODY,
        /// There was no answer: no connection, or silence.
        UNREACHABLE
    }

    HttpFailure(Kind kind, int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
    }

    /// The failure of an answer whose body turned out not to be what it should be; `why` ends the sentence.
    public static HttpFailure brokenBody(Answer answer, String why) {
        return new HttpFailure(
                Kind.BROKEN_BODY, answer.status(), answer.system() + " answered with a body that " + why, null);
    }

    /// What broke below HTTP, in words: what the outermost failure says that says anything. The JDK's client has none
    /// for a name without an address, nor for a connection that was refused.
    public static String words(IOException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException) {
                return "its name has no address";
            }
            if (each.getMessage() != null) {
                return each.getMessage();
            }
        }
        return failure instanceof ConnectException ? "no connection" : "the connection broke";
    }

    public Kind kind() {
        return kind;
    }

    /// The HTTP status; 0 where there was none.
    public int status() {
        return status;
    }

    /// The failure as a source tells it: an outside system's, exit code 3.
    public SourceException asSourceFailure() {
        return SourceException.outsideFailed(String.valueOf(getMessage()), this);
    }
}
