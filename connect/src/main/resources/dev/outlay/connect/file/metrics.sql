-- What a row of a file of metrics means: a sample, or the first thing that is wrong with it.
select
    'metrics/' || coalesce(said_id, key) as id, line, key, again,
    start_at, end_at, provider, region, zone, cluster, node,
    namespace, workload, pod, container, team, project, experiment_id as experiment, cost_center, environment,
    run_id as run, gpu_model, device_said as device,
    gpu_utilization_said as gpu_utilization, sm_active_said as sm_active, tensor_active_said as tensor_active,
    gpu_memory_said as gpu_memory_used, power_said as power, cpu_said as cpu_utilization,
    memory_said as memory_utilization,
    wrong, wrong as problem_column,
    case wrong
        when 'start' then said_start
        when 'end' then said_end
        when 'step' then said_step
        when 'gpu_utilization' then coalesce(said_gpu_utilization, said_gpu_utilization_percent, said_gr_engine_active)
        when 'sm_active' then coalesce(said_sm_active, said_sm_active_percent)
        when 'tensor_active' then coalesce(said_tensor_active, said_tensor_active_percent)
        when 'gpu_memory_used' then coalesce(said_memory_used, said_memory_percent, said_memory_mib)
        when 'power' then said_power
        when 'cpu_utilization' then coalesce(said_cpu, said_cpu_percent)
        when 'memory_utilization' then coalesce(said_memory, said_memory_utilization_percent)
    end as problem_value,
    case
        when wrong is null then null
        when wrong = 'start'
            then 'an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z, or in seconds since 1970'
        when wrong = 'end' and said_end is null and said_step is null
            then 'a sample says when it ends: in the column end, or in the column step, such as 60s'
        when wrong = 'end' and start_at >= end_at
            then 'a sample must end after it starts, which is at ' || said_start
        when wrong = 'end'
            then 'an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z, or in seconds since 1970'
        when wrong = 'step' then 'a step is a number of seconds above zero, or such as 30s, 5m or 1h'
        when wrong = 'power' then 'power is a number of watts that is not negative'
        when wrong in ('cpu_utilization', 'memory_utilization')
            then 'a utilization is a part of what was asked for, not negative; in percent its column ends in _percent'
        when wrong = 'gpu_memory_used' and said_memory_mib is not null
            then 'memory in MiB needs that of the GPU: gpu_memory_total_mib, or gpu_memory_free_mib beside it'
        when wrong = 'values'
            then 'a sample has a value of one signal at least: gpu_utilization, sm_active, tensor_active, '
                || 'gpu_memory_used, power, cpu_utilization or memory_utilization'
        else 'a share of a GPU lies between 0 and 1; in percent, up to 100, its column ends in _percent'
    end as problem
from (
    select
        *,
        case
            when start_at is null then 'start'
            when said_end is null and said_step is not null and coalesce(step_seconds <= 0, true) then 'step'
            when end_at is null or start_at >= end_at then 'end'
            when coalesce(said_gpu_utilization, said_gpu_utilization_percent, said_gr_engine_active) is not null
                and coalesce(gpu_utilization_said not between 0 and 1, true) then 'gpu_utilization'
            when coalesce(said_sm_active, said_sm_active_percent) is not null
                and coalesce(sm_active_said not between 0 and 1, true) then 'sm_active'
            when coalesce(said_tensor_active, said_tensor_active_percent) is not null
                and coalesce(tensor_active_said not between 0 and 1, true) then 'tensor_active'
            when coalesce(said_memory_used, said_memory_percent, said_memory_mib) is not null
                and coalesce(gpu_memory_said not between 0 and 1, true) then 'gpu_memory_used'
            when said_power is not null and coalesce(power_said < 0, true) then 'power'
            when coalesce(said_cpu, said_cpu_percent) is not null and coalesce(cpu_said < 0, true)
                then 'cpu_utilization'
            when coalesce(said_memory, said_memory_utilization_percent) is not null and coalesce(memory_said < 0, true)
                then 'memory_utilization'
            when coalesce(
                gpu_utilization_said, sm_active_said, tensor_active_said, gpu_memory_said, power_said, cpu_said,
                memory_said) is null then 'values'
        end as wrong
    from (
        select
            *,
            case
                when said_end is not null then moment_of(said_end)
                else start_at + to_microseconds(cast(step_seconds * 1000000 as bigint))
            end as end_at,
            case
                when said_gpu_utilization is not null then decimal_of(said_gpu_utilization)
                when said_gpu_utilization_percent is not null
                    then cast(decimal_of(said_gpu_utilization_percent) * 0.01 as decimal(38, 18))
                -- of the whole GPU: what an instance with so many of its slices did is as many times more
                when slices is null then decimal_of(said_gr_engine_active)
                when decimal_of(said_gr_engine_active) > 1 then decimal_of(said_gr_engine_active)
                else least(1, cast(decimal_of(said_gr_engine_active) * slices as decimal(38, 18)))
            end as gpu_utilization_said,
            case
                when said_sm_active is not null then decimal_of(said_sm_active)
                else cast(decimal_of(said_sm_active_percent) * 0.01 as decimal(38, 18))
            end as sm_active_said,
            case
                when said_tensor_active is not null then decimal_of(said_tensor_active)
                else cast(decimal_of(said_tensor_active_percent) * 0.01 as decimal(38, 18))
            end as tensor_active_said,
            case
                when said_memory_used is not null then decimal_of(said_memory_used)
                when said_memory_percent is not null
                    then cast(decimal_of(said_memory_percent) * 0.01 as decimal(38, 18))
                -- whole numbers divide exactly; the share is cut at six digits
                when total_mib > 0
                    then cast(
                        cast(cast(decimal_of(said_memory_mib) * 1000000 as hugeint) // total_mib as decimal(38, 0))
                            * 0.000001 as decimal(38, 18))
            end as gpu_memory_said,
            decimal_of(said_power) as power_said,
            case
                when said_cpu is not null then decimal_of(said_cpu)
                else cast(decimal_of(said_cpu_percent) * 0.01 as decimal(38, 18))
            end as cpu_said,
            case
                when said_memory is not null then decimal_of(said_memory)
                else cast(decimal_of(said_memory_utilization_percent) * 0.01 as decimal(38, 18))
            end as memory_said
        from (
            select
                line, key, again, provider, region, zone, cluster, node, namespace, workload, pod, container, team,
                project, experiment_id, cost_center, environment, run_id, gpu_model,
                nullif(trim(record.id), '') as said_id,
                "start" as said_start, "end" as said_end, step as said_step, moment_of("start") as start_at,
                case
                    when step is null then null
                    when regexp_full_match(trim(step), '[0-9]{1,9}(\.[0-9]{1,6})?s?')
                        then decimal_of(rtrim(trim(step), 's'))
                    when regexp_full_match(trim(step), '[0-9]{1,6}m')
                        then cast(decimal_of(rtrim(trim(step), 'm')) * 60 as decimal(38, 18))
                    when regexp_full_match(trim(step), '[0-9]{1,5}h')
                        then cast(decimal_of(rtrim(trim(step), 'h')) * 3600 as decimal(38, 18))
                end as step_seconds,
                coalesce(uuid, device) || case when mig_id is null then '' else '/' || mig_id end as device_said,
                case
                    when mig_profile is null then null
                    when gpu_model ilike '%A30%' then
                        case left(trim(mig_profile), 1) when '1' then 4.0 when '2' then 2.0 when '4' then 1.0 end
                    else
                        case left(trim(mig_profile), 1)
                            when '1' then 7.0 when '2' then 3.5 when '3' then 2.333333333333 when '4' then 1.75
                            when '7' then 1.0
                        end
                end as slices,
                cast(decimal_of(measured_of(coalesce(
                    gpu_memory_total_mib,
                    cast(decimal_of(gpu_memory_used_mib) + decimal_of(gpu_memory_free_mib)
                        + coalesce(decimal_of(gpu_memory_reserved_mib), 0) as varchar)))) as hugeint) as total_mib,
                measured_of(gpu_utilization) as said_gpu_utilization,
                measured_of(gpu_utilization_percent) as said_gpu_utilization_percent,
                measured_of(gr_engine_active) as said_gr_engine_active,
                measured_of(sm_active) as said_sm_active, measured_of(sm_active_percent) as said_sm_active_percent,
                measured_of(tensor_active) as said_tensor_active,
                measured_of(tensor_active_percent) as said_tensor_active_percent,
                measured_of(gpu_memory_used) as said_memory_used,
                measured_of(gpu_memory_used_percent) as said_memory_percent,
                measured_of(gpu_memory_used_mib) as said_memory_mib,
                measured_of(power) as said_power,
                measured_of(cpu_utilization) as said_cpu,
                measured_of(cpu_utilization_percent) as said_cpu_percent,
                measured_of(memory_utilization) as said_memory,
                measured_of(memory_utilization_percent) as said_memory_utilization_percent
            from record
        )
    )
)
