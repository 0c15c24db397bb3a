-- What the mappings of all tables have in common. Each is null where the text is not what it should be.

-- an exact decimal of at most 18 fractional digits; the long way is for texts that a cast would round or misread
create or replace temp macro decimal_of(said) as
    case
        when said is null then null
        when (strlen(said) <= 19 or strlen(rtrim(said, '0')) - strpos(said, '.') <= 18)
                and not contains(said, 'e') and not contains(said, 'E') and not contains(said, '_')
            then try_cast(said as decimal(38, 18))
        when not regexp_full_match(said, '\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*') then null
        when strlen(regexp_extract(said, '\.(\d*?)0*([eE]|\s*$)', 1))
                - coalesce(try_cast(regexp_extract(said, '[eE]([+-]?\d+)', 1) as integer), 0) > 18 then null
        else try_cast(said as decimal(38, 18))
    end;

-- an instant in ISO 8601, in UTC where no offset is said; a date is its midnight
create or replace temp macro instant_of(said) as
    case
        when said is null
                or not (said like '____-__-__T%' or said like '____-__-__ %' or said like '____-__-__') then null
        when strlen(said) in (10, 19) or said like '%Z' then try_cast(said as timestamp)
        else cast(try_cast(said as timestamptz) as timestamp)
    end;

-- what may have been meant by a word that is not among those known
create or replace temp macro meant(said, known) as
    coalesce(
        'did you mean '
            || list_filter(known, lambda word : levenshtein(lower(trim(said)), lower(word)) <= 2)[1] || '? ',
        '')
    || 'use one of ' || array_to_string(known, ', ');

-- the known word that was said, whatever its case
create or replace temp macro word_of(said, known) as
    list_filter(known, lambda word : lower(word) = lower(trim(said)))[1];

-- what an object of exceptions says of a name, or else what was said; a name in quotes is no part of any value in it
create or replace temp macro recorded(exceptions, name, said) as
    case
        when exceptions is null or not contains(exceptions, '"' || name || '":') then said
        else json_extract_string(exceptions, '$."' || name || '"')
    end;

-- an instant in ISO 8601 or in seconds since 1970
create or replace temp macro moment_of(said) as
    case
        when regexp_full_match(trim(said), '[0-9]{9,11}(\.[0-9]+)?')
            then make_timestamp(cast(try_cast(trim(said) as decimal(38, 9)) * 1000000 as bigint))
        else instant_of(said)
    end;

-- what a meter said; not a number, and the numbers near the largest there is, stand for what it does not measure
create or replace temp macro measured_of(said) as
    case
        when lower(trim(said)) in ('nan', '+inf', '-inf', 'inf') or trim(said) like '92233720368547%' then null
        else said
    end;
