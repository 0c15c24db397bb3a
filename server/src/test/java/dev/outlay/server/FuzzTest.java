package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.server.fuzz.Api;
import dev.outlay.server.fuzz.Fuzz;
import dev.outlay.server.fuzz.RawClient;
import dev.outlay.server.fuzz.Requests;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Ten thousand requests made from the description of the API, good and broken ones, to the product itself.
///
/// `-Doutlay.fuzz.requests=500` sends fewer, `-Doutlay.fuzz.seed=2` others. What fails is printed with its seed and
/// as a line for a shell.
@QuarkusTest
@TestProfile(ApiProfile.Apart.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("outlay.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("outlay.fuzz.seed", 20_261_122L);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 10;
    private static final long MOST_GROWTH = 96L << 20;

    @Inject
    Outlay outlay;

    @Test
    void noRequestIsAnsweredWithABugNorNeverNorWithASentenceThatHelpsNobody() throws Exception {
        ApiProfile.fill(outlay);
        Api api = Api.of(given().accept("application/json").get("/openapi").asString());
        assertThat(api.operations()).hasSizeGreaterThan(90);
        var fuzz = new Fuzz(
                new RawClient(RestAssured.port, PATIENCE), new Requests(api, SEED, ApiProfile.examples()), SEED);
        List<String> bugs = bugsThatAreLogged();
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            fuzz.send(round * REQUESTS / ROUNDS, (round + 1) * REQUESTS / ROUNDS);
            before = round == 1 ? heap() : before;
        }
        long after = heap();

        System.out.println("Fuzz of the API, seed " + SEED + ": " + fuzz.summary() + "; heap in use " + (before >> 20)
                + " MiB after a fifth of them, " + (after >> 20) + " MiB after all");
        assertThat(fuzz.faults()).as("%d requests of seed %d", REQUESTS, SEED).isEmpty();
        assertThat(bugs).as("what was logged as a bug though nobody was told").isEmpty();
        assertThat(after - before).as("bytes that stayed in the heap").isLessThan(MOST_GROWTH);
        Path uploads = Path.of("target/test-home-api-" + ProcessHandle.current().pid() + "-Apart/uploads");
        try (Stream<Path> left = Files.list(uploads)) {
            assertThat(left).as("what broken uploads left behind").isEmpty();
        }
    }

    private static List<String> bugsThatAreLogged() {
        List<String> bugs = new CopyOnWriteArrayList<>();
        Logger.getLogger("dev.outlay.server.rest.Failures").addHandler(new Handler() {
            @Override
            public void publish(LogRecord logged) {
                bugs.add(logged.getMessage() + ": " + logged.getThrown());
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
        return bugs;
    }

    /// What is in use once nothing is left to be freed.
    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
