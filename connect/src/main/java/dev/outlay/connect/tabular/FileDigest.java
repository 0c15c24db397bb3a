package dev.outlay.connect.tabular;

import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a file's bytes, as `sha256sum` prints it.
final class FileDigest {

    private static final int BLOCK = 1 << 20;

    private FileDigest() {}

    static String of(Path file) throws SourceException {
        // says what is wrong with a file that is none
        TableFile.isParquet(file);
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (channel.read(block) >= 0) {
                digest.update(block.flip());
                block.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw SourceException.callersMistake(file + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
