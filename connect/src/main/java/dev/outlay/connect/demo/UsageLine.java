package dev.outlay.connect.demo;

import dev.outlay.ledger.Sharing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of a usage file.
final class UsageLine {
    /// In place of a figure that the meter did not get.
    static final long UNMEASURED = -1;

    static final String HEADER = "id,start,end,provider,region,cluster,node,instance_type,capacity_type,namespace,"
            + "workload,pod,container,team,project,experiment_id,cost_center,environment,run_id,resource,gpu_model,"
            + "device,sharing,share,mig_profile,quantity,utilization,energy_kwh,tags\n";

    private final StringBuilder text = new StringBuilder(420);
    private final Period period;
    private final int from;
    private final int to;
    private final Machine machine;

    UsageLine(Period period, int from, int to, Machine machine) {
        this.period = period;
        this.from = from;
        this.to = to;
        this.machine = machine;
    }

    /// The machine itself, for as long as it was held.
    StringBuilder machine() {
        start(machine.name(), "");
        text.append(",,,,,,,,,,node,").append(machine.pool().gpuModel()).append(",,,,,1,,,\"{\"\"pool\"\":\"\"");
        return text.append(machine.pool().name()).append("\"\"}\"\n");
    }

    /// A pod on a slice, or on several whole devices. Utilization in thousandths, energy in tenths of a watt-hour.
    StringBuilder pod(Stay stay, Slot slot, int gpus, long utilization, long energy) {
        Job job = stay.job();
        Tenant tenant = job.tenant();
        String device = machine.name() + ":" + slot.device();
        boolean mig = slot.slice().sharing() == Sharing.MIG;
        start(stay.pod(), gpus > 1 ? machine.name() : device);
        cell(tenant.namespace()).cell(job.workload()).cell(stay.pod()).cell(null);
        cell(tenant.team()).cell(tenant.project()).cell(job.experiment());
        cell(tenant.costCenter()).cell(tenant.environment()).cell(job.run());
        cell("gpu").cell(machine.pool().gpuModel()).cell(gpus > 1 ? null : device);
        cell(slot.slice().sharing().text()).cell(slot.slice().share().toPlainString());
        cell(mig ? slot.slice().name() : null);
        text.append(gpus).append(',');
        decimal(utilization, 3).decimal(energy, 4);
        if (job.training()) {
            text.append("\"{\"\"attempt\"\":\"\"").append(job.attempt()).append("\"\",\"\"outcome\"\":\"\"");
            text.append(stay.outcome()).append("\"\"}\"");
        }
        return text.append('\n');
    }

    private void start(String what, String where) {
        Pool pool = machine.pool();
        text.append(what).append('/');
        if (!where.isEmpty()) {
            text.append(where).append('/');
        }
        period.append(text, from);
        text.append(',');
        period.append(text, from);
        text.append(',');
        period.append(text, to);
        text.append(',');
        cell(pool.cluster().provider())
                .cell(pool.cluster().region())
                .cell(pool.cluster().name());
        cell(machine.name()).cell(pool.instanceType()).cell(pool.capacity().text());
    }

    // no name of the company holds a comma, a quote or a line end, so none is quoted
    private UsageLine cell(@Nullable String value) {
        text.append(Objects.requireNonNullElse(value, "")).append(',');
        return this;
    }

    private UsageLine decimal(long unscaled, int scale) {
        if (unscaled != UNMEASURED) {
            int start = text.length();
            text.append(unscaled);
            while (text.length() - start <= scale) {
                text.insert(start, '0');
            }
            text.insert(text.length() - scale, '.');
        }
        text.append(',');
        return this;
    }
}
