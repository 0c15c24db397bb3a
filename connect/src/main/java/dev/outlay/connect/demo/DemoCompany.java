package dev.outlay.connect.demo;

import static dev.outlay.connect.demo.Hardware.*;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who works at the company and what they run: six teams, their services, notebooks and training, and one campaign.
final class DemoCompany {
    private static final String FOUNDATION = "foundation-models";

    private static final Tenant CHAT = tenant(FOUNDATION, "chat", "CC-4100", "prod", "chat-serving");
    private static final Tenant PRETRAINING = tenant(FOUNDATION, "aurora", "CC-4110", "research", "pretraining");
    private static final Tenant ALIGNMENT = tenant(FOUNDATION, "alignment", "CC-4110", "research", "pretraining");
    private static final Tenant VISION_LIVE = tenant("vision", "inspection", "CC-4200", "prod", "vision-prod");
    private static final Tenant VISION_LAB = tenant("vision", "segmentation", "CC-4210", "research", "vision-lab");
    private static final Tenant VISION_DESK = tenant("vision", null, "CC-4210", "dev", "notebooks");
    private static final Tenant SPEECH_LIVE = tenant("speech", "transcribe", "CC-4300", "prod", "speech-prod");
    private static final Tenant SPEECH_STAGE = tenant("speech", "transcribe", "CC-4300", "staging", "speech-staging");
    private static final Tenant SPEECH_LAB = tenant("speech", "voices", "CC-4310", "research", "speech-lab");
    private static final Tenant SPEECH_DESK = tenant("speech", null, "CC-4310", "dev", "notebooks");
    private static final Tenant SEARCH_LIVE = tenant("search", "ranking", "CC-4400", "prod", "search-prod");
    private static final Tenant SEARCH_LAB = tenant("search", "retrieval", "CC-4410", "research", "search-lab");
    private static final Tenant SEARCH_DESK = tenant("search", null, "CC-4410", "dev", "notebooks");
    private static final Tenant ROBOTICS_LAB = tenant("robotics", "grasping", "CC-4500", "research", "robotics");
    private static final Tenant ROBOTICS_SIM = tenant("robotics", "simulation", "CC-4500", "dev", "robotics");
    private static final Tenant PLATFORM_LIVE = tenant("platform", "guardrails", "CC-4600", "prod", "platform");
    private static final Tenant PLATFORM_CHECKS = tenant("platform", "burn-in", "CC-4600", "staging", "platform");
    private static final Tenant NOBODY = new Tenant(null, null, null, "dev", "default");
    private static final Tenant NOBODY_LAB = new Tenant(null, null, null, "research", "sandbox");

    static final List<Tenant> TENANTS = List.of(
            CHAT,
            PRETRAINING,
            ALIGNMENT,
            VISION_LIVE,
            VISION_LAB,
            VISION_DESK,
            SPEECH_LIVE,
            SPEECH_STAGE,
            SPEECH_LAB,
            SPEECH_DESK,
            SEARCH_LIVE,
            SEARCH_LAB,
            SEARCH_DESK,
            ROBOTICS_LAB,
            ROBOTICS_SIM,
            PLATFORM_LIVE,
            PLATFORM_CHECKS,
            NOBODY,
            NOBODY_LAB);

    static final List<Service> SERVICES = List.of(
            new Service("chat-large", CHAT, P5, "whole", 4, 1, 2, 0.78),
            new Service("chat-small", CHAT, P5_MIG, "3g.40gb", 1, 2, 8, 0.70),
            new Service("chat-title", CHAT, P5_MIG, "1g.10gb", 1, 3, 14, 0.45),
            new Service("guardrails", PLATFORM_LIVE, P5_MIG, "2g.20gb", 1, 2, 4, 0.52),
            new Service("inspection", VISION_LIVE, G6, "whole", 1, 7, 22, 0.66),
            new Service("ranker", SEARCH_LIVE, G6, "whole", 1, 5, 14, 0.58),
            new Service("embedder", SEARCH_LIVE, A2_MIG, "2g.10gb", 1, 9, 27, 0.61),
            new Service("query-rewrite", SEARCH_LIVE, A2_MIG, "1g.5gb", 1, 10, 40, 0.40),
            new Service("transcribe", SPEECH_LIVE, G2, "time-slicing 0.5", 1, 14, 48, 0.36),
            new Service("transcribe-next", SPEECH_STAGE, A2_MIG, "3g.20gb", 1, 2, 7, 0.20),
            new Service("simulator", ROBOTICS_SIM, L40S, "mps 0.5", 1, 3, 14, 0.34));

    static final List<Notebooks> NOTEBOOKS = List.of(
            new Notebooks(VISION_DESK, G4DN, "time-slicing 0.25", people("vision", 24)),
            new Notebooks(SEARCH_DESK, G4DN, "time-slicing 0.25", people("search", 20)),
            new Notebooks(NOBODY, G4DN, "time-slicing 0.25", people("intern", 8)),
            new Notebooks(SPEECH_DESK, N1_T4, "time-slicing 0.25", people("speech", 23)),
            new Notebooks(NOBODY_LAB, N1_T4, "time-slicing 0.25", people("guest", 12)),
            new Notebooks(SEARCH_DESK, A2_MIG, "1g.5gb", people("relevance", 16)),
            new Notebooks(ALIGNMENT, A2_MIG, "4g.20gb", people("alignment", 6)),
            new Notebooks(ROBOTICS_LAB, L40S, "fraction 0.25", people("robotics", 16)),
            new Notebooks(ROBOTICS_SIM, L40S, "fraction 0.5", people("gripper", 8)));

    private static final int ALWAYS = 0;
    private static final int END = Demo.DAYS;

    static final List<Training> TRAINING = List.of(
            new Training(ALIGNMENT, "preference-tuning", P5, 1, 8, 1.4, 8, 0.88, ALWAYS, END),
            new Training(SEARCH_LAB, "retriever", P5, 1, 4, 2.2, 7, 0.81, ALWAYS, END),
            new Training(NOBODY_LAB, "scratch", P5, 1, 4, 0.9, 5, 0.35, ALWAYS, END),
            new Training(VISION_LAB, "segmenter", P4D, 1, 8, 4.2, 7, 0.86, ALWAYS, END),
            new Training(VISION_LAB, "augmentation", P4D, 1, 2, 6, 3, 0.55, ALWAYS, END),
            new Training(SPEECH_LAB, "voice-clone", A2, 1, 8, 1.8, 9, 0.84, ALWAYS, 34),
            new Training(SPEECH_LAB, "voice-clone-eu", A2, 1, 4, 5.4, 8, 0.87, 30, END),
            new Training(SEARCH_LAB, "cross-encoder", A2_ULTRA, 1, 8, 3.2, 10, 0.83, ALWAYS, END),
            new Training(SPEECH_LAB, "acoustic", A2_ULTRA, 1, 4, 4.5, 8, 0.79, 12, END),
            new Training(PRETRAINING, "ablation", H100, 2, 8, 4.4, 12, 0.90, ALWAYS, 15),
            new Training(ALIGNMENT, "instruct", H100, 2, 8, 4.2, 10, 0.87, 38, END),
            new Training(VISION_LAB, "world-video", H100, 1, 8, 2.6, 17, 0.82, 20, END),
            new Training(ROBOTICS_LAB, "policy", H100, 1, 8, 2.1, 9, 0.68, ALWAYS, END),
            new Training(PLATFORM_CHECKS, "burn-in", H100, 1, 8, 0.4, 1, 0.97, ALWAYS, END));

    private DemoCompany() {}

    /// Everything anybody wants to run in the period, in no order.
    static List<Job> jobs(Period period, long seed) {
        List<Job> jobs = new ArrayList<>();
        SERVICES.forEach(service -> jobs.addAll(service.jobs(period, seed)));
        NOTEBOOKS.forEach(notebooks -> jobs.addAll(notebooks.jobs(period, seed)));
        TRAINING.forEach(training -> jobs.addAll(training.jobs(period, seed)));
        jobs.add(campaign(period));
        return jobs;
    }

    /// The one large training of the period: 96 GPUs for three weeks, if nothing broke.
    private static Job campaign(Period period) {
        return new Job(
                H100,
                "whole",
                12,
                8,
                PRETRAINING,
                "aurora-13b",
                "aurora-13b",
                "aurora-13b-pretraining",
                new Load(Load.Kind.TRAINING, 0.93),
                15 * Period.DAY + 9 * Period.HOUR,
                20 * Period.DAY,
                period.end(),
                1,
                true);
    }

    private static Tenant tenant(
            String team, @Nullable String project, String costCenter, String environment, String namespace) {
        return new Tenant(team, project, costCenter, environment, namespace);
    }

    private static List<String> people(String group, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> group + "-" + number)
                .toList();
    }
}
