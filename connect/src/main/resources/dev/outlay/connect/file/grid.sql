-- What a row of a file of grid intensities means: an intensity, or the first thing that is wrong with it.
select
    'grid/' || coalesce(said_id, key) as id, line, key, again,
    start_at, end_at, said_zone as zone, grams as grams_per_kwh, basis_word as basis,
    coalesce(said_source, 'grid file')
        || case when status_word is null or status_word = 'measured' then '' else ', ' || status_word end as source,
    wrong, wrong as problem_column,
    case wrong
        when 'from' then said_from
        when 'to' then said_to
        when 'intensity' then coalesce(said_intensity, said_direct)
        when 'kind' then said_kind
        when 'status' then said_status
    end as problem_value,
    case
        when wrong is null then null
        when wrong = 'zone' then 'an intensity names its zone, such as DE, or its provider and region'
        when wrong = 'to' and start_at >= end_at then 'a span must end after it starts, which is at ' || said_from
        when wrong in ('from', 'to')
            then 'an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z, or as a year'
        when wrong = 'intensity' and said_intensity is not null and said_direct is not null
            then 'an intensity is either life cycle (intensity) or direct (direct_intensity), never both'
        when wrong = 'intensity'
            then 'an intensity is grams of CO2 equivalent per kWh, a number that is not negative'
        when wrong = 'kind' and said_direct is not null
            then 'what stands under direct_intensity is of the kind direct and no other'
        when wrong = 'kind'
            then 'unknown kind: ' || meant(said_kind, ['location-based', 'market-based', 'direct', 'marginal'])
        else 'unknown status: ' || meant(said_status, ['measured', 'estimated', 'forecast'])
    end as problem
from (
    select
        *,
        case
            when said_zone is null then 'zone'
            when start_at is null then 'from'
            when (said_to is not null and end_at is null) or start_at >= end_at then 'to'
            when (said_intensity is null) = (said_direct is null) or grams is null or grams < 0 then 'intensity'
            when basis_word is null or (said_direct is not null and basis_word <> 'direct') then 'kind'
            when said_status is not null and status_word is null then 'status'
        end as wrong
    from (
        select
            line, key, again, nullif(trim(record.id), '') as said_id,
            coalesce(
                record.zone,
                case when provider is not null and region is not null then provider || '/' || region end) as said_zone,
            "from" as said_from, "to" as said_to, intensity as said_intensity, direct_intensity as said_direct,
            kind as said_kind, status as said_status, record.source as said_source,
            case
                when regexp_full_match(trim("from"), '[0-9]{4}') then instant_of(trim("from") || '-01-01')
                else instant_of("from")
            end as start_at,
            case
                when "to" is not null then instant_of("to")
                when regexp_full_match(trim("from"), '[0-9]{4}')
                    then instant_of(cast(cast(trim("from") as integer) + 1 as varchar) || '-01-01')
                else instant_of("from") + interval 1 hour
            end as end_at,
            decimal_of(coalesce(intensity, direct_intensity)) as grams,
            case
                when kind is not null
                    then word_of(kind, ['location-based', 'market-based', 'direct', 'marginal'])
                when direct_intensity is not null then 'direct'
                else 'location-based'
            end as basis_word,
            word_of(status, ['measured', 'estimated', 'forecast']) as status_word
        from record
    )
)
