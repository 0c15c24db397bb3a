-- What meters read, one column for each signal, and what was decided or done.

create table sample (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    start_at timestamp not null, end_at timestamp not null,
    provider varchar, region varchar, zone varchar, cluster varchar, node varchar,
    namespace varchar, workload varchar, pod varchar, container varchar, team varchar, project varchar,
    experiment varchar, cost_center varchar, environment varchar, run varchar,
    gpu_model varchar, device varchar,
    gpu_utilization decimal(38, 18), sm_active decimal(38, 18), tensor_active decimal(38, 18),
    gpu_memory_used decimal(38, 18), power decimal(38, 18), cpu_utilization decimal(38, 18),
    memory_utilization decimal(38, 18)
);

create table event (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    happened_at timestamp not null, topic varchar not null, subject varchar not null, verb varchar not null,
    actor varchar, details varchar
);
