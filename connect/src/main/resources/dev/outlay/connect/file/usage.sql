-- What a row of a usage file means: a use, or the first thing that is wrong with it.
select
    'usage/' || coalesce(said_id, key) as id, line, key, again,
    start_at, end_at, provider, region, zone, cluster, node,
    namespace, workload, pod, container, team, project, experiment_id as experiment, cost_center, environment,
    run_id as run,
    coalesce(resource_word, 'gpu') as resource, instance_type, capacity_word as capacity_type, gpu_model, device,
    sharing_word as sharing, coalesce(share_said, 1) as share, mig_profile, coalesce(quantity_said, 1) as quantity,
    utilization_said as utilization, energy_said as energy_kwh, tags,
    wrong, wrong as problem_column,
    case wrong
        when 'start' then "start"
        when 'end' then "end"
        when 'resource' then said_resource
        when 'capacity_type' then said_capacity
        when 'sharing' then said_sharing
        when 'share' then said_share
        when 'quantity' then said_quantity
        when 'utilization' then said_utilization
        when 'energy_kwh' then said_energy
    end as problem_value,
    case
        when wrong is null then null
        when wrong = 'end' and start_at >= end_at
            then 'a use must end after it starts, which is at ' || "start"
        when wrong in ('start', 'end')
            then 'an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z'
        when wrong = 'resource'
            then 'unknown resource: ' || meant(said_resource, ['node', 'gpu', 'cpu', 'memory', 'storage', 'network'])
        when wrong = 'capacity_type'
            then 'unknown capacity type: ' || meant(said_capacity, ['on-demand', 'spot', 'reserved', 'owned'])
        when wrong = 'sharing'
            then 'unknown sharing: ' || meant(said_sharing, ['exclusive', 'mig', 'mps', 'time-slicing', 'fraction'])
        when wrong = 'share' then 'a share of a GPU lies between 0 and 1, with at most 18 fractional digits'
        when wrong = 'quantity'
            then 'a quantity in use is a number above zero, with at most 18 fractional digits'
        when wrong = 'utilization' then 'a utilization lies between 0 and 1, with at most 18 fractional digits'
        else 'energy is a number of kilowatt-hours that is not negative'
    end as problem
from (
    select
        *,
        case
            when start_at is null then 'start'
            when end_at is null or start_at >= end_at then 'end'
            when said_resource is not null and resource_word is null then 'resource'
            when said_capacity is not null and capacity_word is null then 'capacity_type'
            when said_sharing is not null and sharing_word is null then 'sharing'
            when said_share is not null and coalesce(share_said not between 0 and 1, true) then 'share'
            when said_quantity is not null and coalesce(quantity_said <= 0, true) then 'quantity'
            when said_utilization is not null and coalesce(utilization_said not between 0 and 1, true) then 'utilization'
            when said_energy is not null and coalesce(energy_said < 0, true) then 'energy_kwh'
        end as wrong
    from (
        select
            line, key, again, "start", "end", provider, region, zone, cluster, node, instance_type, namespace, workload,
            pod, container, team, project, experiment_id, cost_center, environment, run_id, gpu_model, device, mig_profile,
            nullif(trim(record.id), '') as said_id, record.resource as said_resource,
            capacity_type as said_capacity, sharing as said_sharing, share as said_share, quantity as said_quantity,
            utilization as said_utilization, energy_kwh as said_energy, tags,
            coalesce(start_read, instant_of("start")) as start_at, coalesce(end_read, instant_of("end")) as end_at,
            word_of(record.resource, ['node', 'gpu', 'cpu', 'memory', 'storage', 'network']) as resource_word,
            word_of(capacity_type, ['on-demand', 'spot', 'reserved', 'owned']) as capacity_word,
            word_of(sharing, ['exclusive', 'mig', 'mps', 'time-slicing', 'fraction']) as sharing_word,
            coalesce(share_read, decimal_of(share)) as share_said,
            coalesce(quantity_read, decimal_of(quantity)) as quantity_said,
            coalesce(utilization_read, decimal_of(utilization)) as utilization_said,
            coalesce(energy_kwh_read, decimal_of(energy_kwh)) as energy_said
        from record
    )
)
