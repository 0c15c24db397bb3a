-- What the mappings of all tables have in common. Each is null where the text is not what it should be.

-- an exact decimal of at most 18 fractional digits; the long way is for texts that a cast would round or misread
create or replace temp macro decimal_of(said) as
    case
        when said is null then null
        when strlen(said) <= 19 and not contains(said, 'e') and not contains(said, 'E') and not contains(said, '_')
            then try_cast(said as decimal(38, 18))
        when not regexp_full_match(said, '\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*') then null
        when strlen(regexp_extract(said, '\.(\d*?)0*([eE]|\s*$)', 1))
                - coalesce(try_cast(regexp_extract(said, '[eE]([+-]?\d+)', 1) as integer), 0) > 18 then null
        else try_cast(said as decimal(38, 18))
    end;

-- an instant in ISO 8601, in UTC where no offset is said; a date is its midnight
create or replace temp macro instant_of(said) as
    case
        when said is null or not (said like '____-__-__' or said like '____-__-__T%' or said like '____-__-__ %') then null
        when strlen(said) in (10, 19) or said like '%Z' then try_cast(said as timestamp)
        else cast(try_cast(said as timestamptz) as timestamp)
    end;

-- a flat JSON object as a map of texts, without the keys that have no value; null for an empty one
create or replace temp macro map_of(said) as
    case
        when said is null or said = '{}' then null
        when contains(said, 'null')
            then nullif(
                map_from_entries(list_filter(
                    map_entries(try_cast(try_cast(said as json) as map(varchar, varchar))),
                    lambda entry : entry.value is not null)),
                map {})
        else try_cast(try_cast(said as json) as map(varchar, varchar))
    end;

-- maps are equal whatever the order of their keys
create or replace temp macro sorted_map(entries) as list_sort(map_entries(entries));

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

create or replace temp macro is_nested(said) as
    (contains(said[2:], '{') or contains(said, '['))
    and coalesce(
        list_bool_or(list_transform(
            map_values(try_cast(try_cast(said as json) as map(varchar, json))),
            lambda value : json_type(value) in ('OBJECT', 'ARRAY'))),
        false);

-- whether a text that is no empty object made no map, for another reason than that all its values are null
create or replace temp macro tags_are_wrong(said, entries) as
    entries is null and coalesce(json_type(try_cast(said as json)) <> 'OBJECT', true)
    or entries is null and try_cast(try_cast(said as json) as map(varchar, varchar)) is null;
