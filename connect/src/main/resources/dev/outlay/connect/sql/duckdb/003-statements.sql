-- The documents that were taken in whole, and the closed statements, whose lines are flat JSON objects, one to a line of text.

create table delivery (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    happened_at timestamp not null, lines bigint not null
);

create table statement (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    happened_at timestamp not null, kind varchar not null, start_at timestamp not null, end_at timestamp not null,
    lines varchar
);
