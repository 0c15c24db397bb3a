package dev.outlay.connect.file;

import static dev.outlay.connect.tabular.Column.optional;
import static dev.outlay.connect.tabular.Column.required;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableFormat;
import dev.outlay.connect.tabular.TableSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A file of metrics: how busy GPUs, pods and nodes were, a row for each span and device. CSV, CSV compressed with
/// gzip, or Parquet, in names of our own or in those of NVIDIA's dcgm-exporter.
///
/// Only the start, the end or the step, and one value must be there. `docs/reference/metrics-file.md` describes
/// every column and its unit.
public final class MetricsFile {

    static final TableFormat FORMAT = new TableFormat(
            "metrics",
            "a file of metrics",
            FactTable.SAMPLE,
            List.of(
                    optional("id"),
                    required("start", "time", "timestamp"),
                    optional("end"),
                    optional("step"),
                    optional("provider"),
                    optional("region"),
                    optional("zone"),
                    optional("cluster"),
                    optional("node", "hostname"),
                    optional("namespace", "exported_namespace", "pod_namespace"),
                    optional("workload"),
                    optional("pod", "exported_pod", "pod_name"),
                    optional("container", "exported_container", "container_name"),
                    optional("team"),
                    optional("project"),
                    optional("experiment_id"),
                    optional("cost_center"),
                    optional("environment"),
                    optional("run_id"),
                    optional("gpu_model", "modelname"),
                    optional("device"),
                    optional("uuid"),
                    optional("mig_profile", "gpu_i_profile"),
                    optional("mig_id", "gpu_i_id"),
                    optional("gpu_utilization"),
                    optional("gpu_utilization_percent", "dcgm_fi_dev_gpu_util"),
                    optional("gr_engine_active", "dcgm_fi_prof_gr_engine_active"),
                    optional("sm_active", "dcgm_fi_prof_sm_active"),
                    optional("sm_active_percent"),
                    optional("tensor_active", "dcgm_fi_prof_pipe_tensor_active"),
                    optional("tensor_active_percent"),
                    optional("gpu_memory_used", "dcgm_fi_dev_fb_used_percent"),
                    optional("gpu_memory_used_percent"),
                    optional("gpu_memory_used_mib", "dcgm_fi_dev_fb_used"),
                    optional("gpu_memory_free_mib", "dcgm_fi_dev_fb_free"),
                    optional("gpu_memory_reserved_mib", "dcgm_fi_dev_fb_reserved"),
                    optional("gpu_memory_total_mib", "dcgm_fi_dev_fb_total"),
                    optional("power", "power_watts", "dcgm_fi_dev_power_usage"),
                    optional("cpu_utilization"),
                    optional("cpu_utilization_percent"),
                    optional("memory_utilization"),
                    optional("memory_utilization_percent")),
            "id",
            null,
            "/dev/outlay/connect/file/metrics.sql",
            "docs/reference/metrics-file.md");

    private MetricsFile() {}

    /// The samples in a file, as a source; its facts have the ids `metrics/` and the column `id`, or a key of the
    /// content.
    public static TableSource source(Path file, InstantSource clock, Progress progress) {
        return new TableSource(FORMAT, file, clock, progress);
    }
}
