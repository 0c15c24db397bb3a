-- What the rules about FOCUS data sets are made of. Each says of a text whether it has a form; of no value it says nothing.

-- digits with at most a sign, a point and an exponent
create or replace temp macro number_ok(said) as
    translate(said, '0123456789.-eE', '') = '' and try_cast(said as double) is not null;

-- 2026-10-01T00:00:00Z
create or replace temp macro date_time_ok(said) as
    strlen(said) = 20 and said[11] = 'T' and said[20] = 'Z' and try_cast(said as timestamp) is not null;

create or replace temp macro object_ok(said) as
    coalesce(json_type(try_cast(said as json)) = 'OBJECT', false);

-- an object whose values are texts, numbers and truth values; without a brace or a bracket inside it can hold no other
create or replace temp macro flat_ok(said) as
    case
        when not object_ok(said) then false
        when not regexp_matches(said[2:], '[\[{]') then true
        else len(list_filter(
            json_extract(try_cast(said as json), '$.*'),
            lambda held : json_type(held) in ('OBJECT', 'ARRAY'))) = 0
    end;

create or replace temp macro keys_ok(said) as
    object_ok(said)
    and len(json_keys(try_cast(said as json))) = len(list_distinct(json_keys(try_cast(said as json))));

create or replace temp macro unit_ok(said) as
    regexp_matches(said, '[A-Za-z%]') and trim(said) = said;

-- equal but for the rounding of written digits
create or replace temp macro product_ok(price, quantity, cost) as
    coalesce(
        abs(try_cast(price as double) * try_cast(quantity as double) - try_cast(cost as double))
            <= 1e-9 + 1e-9 * abs(try_cast(cost as double)),
        true);
