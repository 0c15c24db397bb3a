package dev.outlay.server.fuzz;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sends requests one after the other and keeps what was wrong with their answers.
public final class Fuzz {

    private static final int MOST_FAULTS = 400;

    private final RawClient client;
    private final Requests requests;
    private final long seed;
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Long, String> slowest = new TreeMap<>();

    public Fuzz(RawClient client, Requests requests, long seed) {
        this.client = client;
        this.requests = requests;
        this.seed = seed;
    }

    /// Sends the requests of these numbers, or those up to the forty-first fault.
    public void send(int from, int to) throws IOException {
        for (int number = from; number < to && faults.size() < MOST_FAULTS; number++) {
            RawRequest request = requests.request(number);
            RawAnswer answer;
            try {
                answer = client.send(request);
            } catch (SocketTimeoutException e) {
                fault(number, request, "no answer within " + client.patience());
                continue;
            }
            statuses.merge(answer.status(), 1, Integer::sum);
            times.add(answer.milliseconds());
            slowest.put(answer.milliseconds(), number + " " + request.method() + " " + request.target());
            if (slowest.size() > 5) {
                slowest.remove(slowest.keySet().iterator().next());
            }
            Optional<String> fault = Judge.fault(requests.operation(number), request, answer);
            if (fault.isPresent()) {
                fault(number, request, fault.get());
            }
        }
    }

    private void fault(int number, RawRequest request, String sentence) {
        String curl = request.curl("http://127.0.0.1:" + client.port());
        faults.add("request %d of seed %d (%s): %s%n    %s"
                .formatted(
                        number,
                        seed,
                        request.why(),
                        sentence,
                        curl.length() > 3000 ? curl.substring(0, 3000) + "..." : curl));
    }

    /// What was wrong, each with the request as a line for a shell.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /// How many answers of which status there were, and how long they took.
    public String summary() {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d answers %s; milliseconds: median %d, p99 %d, longest %d, together %d; slowest %s"
                .formatted(
                        sorted.length,
                        statuses,
                        at(sorted, 0.5),
                        at(sorted, 0.99),
                        at(sorted, 1),
                        Arrays.stream(sorted).sum(),
                        slowest);
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }
}
