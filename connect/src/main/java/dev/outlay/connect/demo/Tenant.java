package dev.outlay.connect.demo;

import org.jspecify.annotations.Nullable;

/// Who a pod runs for, as its labels say it; team, project and cost centre are null where nobody labelled it.
record Tenant(
        @Nullable String team,
        @Nullable String project,
        @Nullable String costCenter,
        String environment,
        String namespace) {}
