package dev.outlay.connect.demo;

/// How busy a workload keeps what it holds: `level` is the mean at full activity, from 0 to 1.
record Load(Kind kind, double level) {

    enum Kind {
        /// The same day and night.
        TRAINING,
        /// As the customers come.
        SERVING,
        /// As the person at the keyboard works.
        NOTEBOOK
    }

    /// The mean utilization from one minute to another, from 0 to 1.
    double during(Period period, int from, int to, Chance chance) {
        int middle = from + (to - from) / 2;
        double mean = switch (kind) {
            case TRAINING -> level + chance.between(-0.04, 0.03);
            case SERVING -> level * period.traffic(middle) + chance.between(-0.03, 0.05);
            case NOTEBOOK -> level * period.working(middle) * chance.between(0.2, 1.6);
        };
        return Math.clamp(mean, 0, 0.995);
    }
}
