package dev.outlay.connect.channel;

import java.util.List;
import java.util.Map;

/// A server on this machine that messages are handed to over its real protocol, and that answers as it is told.
public interface Receiver extends AutoCloseable {

    /// How a receiver answers a message.
    enum Answer {
        TAKEN,
        /// It takes no more for now, and asks for a pause of 7 seconds where its protocol can.
        BUSY,
        /// Its own fault, for now.
        FAILED,
        /// It will never take this message.
        REFUSED,
        /// It takes the message in and says nothing for longer than tests wait.
        SILENT
    }

    /// The keys and values by which a channel to it is set up, as YAML has them.
    Map<String, String> settings();

    /// Which of the keys refer to secrets.
    List<String> secretKeys();

    /// The variables that hold the secrets.
    Map<String, String> environment();

    /// Answers in turn, the last one for ever.
    void answers(Answer... inTurn);

    /// What came in, in order, one text for each message.
    List<String> received();

    /// Whether its protocol can say how long a pause it wants.
    boolean asksForPauses();

    @Override
    void close();
}
