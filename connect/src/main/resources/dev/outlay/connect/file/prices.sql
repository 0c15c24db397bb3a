-- What a row of a price file means: a price, or the first thing that is wrong with it.
select
    'prices/' || key as id, line, key, again,
    coalesce(from_at, timestamp '1970-01-01') as holds_from, said_provider as provider, said_sku as sku, region, zone,
    coalesce(capacity_word, 'on-demand') as capacity_type, said_currency as currency, amount,
    coalesce(unit_word, 'Hour') as unit, coalesce(said_kind, 'negotiated') as kind,
    coalesce(said_source, 'price file') as source,
    wrong, wrong as problem_column,
    case wrong
        when 'capacity_type' then said_capacity
        when 'price' then said_price
        when 'currency' then said_currency
        when 'unit' then said_unit
        when 'from' then said_from
    end as problem_value,
    case
        when wrong is null then null
        when wrong = 'provider' then 'a price names its provider, such as aws'
        when wrong = 'sku' then 'a price names what it buys: an instance type such as p4d.24xlarge, or a GPU model'
        when wrong = 'price'
            then 'a price is a number that is not negative, such as 12.2395, with at most 18 fractional digits'
        when wrong = 'currency' then 'a currency is three upper-case letters as in ISO 4217, such as USD'
        when wrong = 'capacity_type'
            then 'unknown capacity type: ' || meant(said_capacity, ['on-demand', 'spot', 'reserved', 'owned'])
        when wrong = 'unit'
            then 'unknown unit: '
                || meant(said_unit, ['Hour', 'GPU-Hour', 'vCPU-Hour', 'GiB-Hour', 'GiB-Month', 'GiB'])
        else 'an instant is written as in ISO 8601 and in UTC, such as 2026-10-01 or 2026-10-01T00:00:00Z'
    end as problem
from (
    select
        *,
        case
            when said_provider is null then 'provider'
            when said_sku is null then 'sku'
            when amount is null or amount < 0 then 'price'
            when said_currency is null or not regexp_full_match(said_currency, '[A-Z]{3}') then 'currency'
            when said_capacity is not null and capacity_word is null then 'capacity_type'
            when said_unit is not null and unit_word is null then 'unit'
            when said_from is not null and from_at is null then 'from'
        end as wrong
    from (
        select
            line, key, again, region, zone, provider as said_provider, sku as said_sku,
            capacity_type as said_capacity, price as said_price, currency as said_currency, unit as said_unit,
            "from" as said_from, kind as said_kind, source as said_source,
            decimal_of(price) as amount, instant_of("from") as from_at,
            word_of(capacity_type, ['on-demand', 'spot', 'reserved', 'owned']) as capacity_word,
            word_of(unit, ['Hour', 'GPU-Hour', 'vCPU-Hour', 'GiB-Hour', 'GiB-Month', 'GiB']) as unit_word
        from record
    )
)
