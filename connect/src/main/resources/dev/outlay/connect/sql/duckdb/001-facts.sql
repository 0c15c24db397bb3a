-- One table per kind of fact, only ever appended to. Instants are UTC. Decimals hold 18 fractional digits, as money does.
-- Tags and metrics are one JSON object of texts, keys in order, so that equal ones are equal texts.
-- Ids are unique over all tables; the writer sees to that, because an index would make loading ten times slower.

create table price (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    holds_from timestamp not null, provider varchar not null, sku varchar not null, region varchar, zone varchar,
    capacity_type varchar not null, currency varchar not null, amount decimal(38, 18) not null,
    unit varchar not null, kind varchar not null, source varchar not null
);

create table usage (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    start_at timestamp not null, end_at timestamp not null,
    provider varchar, region varchar, zone varchar, cluster varchar, node varchar,
    namespace varchar, workload varchar, pod varchar, container varchar, team varchar, project varchar,
    experiment varchar, cost_center varchar, environment varchar, run varchar,
    resource varchar not null, instance_type varchar, capacity_type varchar, gpu_model varchar, device varchar,
    sharing varchar, share decimal(38, 18) not null, mig_profile varchar, quantity decimal(38, 18) not null,
    utilization decimal(38, 18), energy_kwh decimal(38, 18), tags varchar
);

create table charge (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    status varchar not null, start_at timestamp not null, end_at timestamp not null,
    billing_start_at timestamp, billing_end_at timestamp,
    currency varchar not null, billed_cost decimal(38, 18), effective_cost decimal(38, 18),
    list_cost decimal(38, 18), contracted_cost decimal(38, 18),
    provider varchar, region varchar, zone varchar, cluster varchar, node varchar,
    namespace varchar, workload varchar, pod varchar, container varchar, team varchar, project varchar,
    experiment varchar, cost_center varchar, environment varchar, run varchar,
    service_category varchar, service varchar, sku varchar, sku_price varchar, resource varchar,
    resource_name varchar, resource_type varchar, region_name varchar, publisher varchar, invoice_issuer varchar,
    charge_category varchar, charge_class varchar, charge_frequency varchar, charge_description varchar,
    pricing_category varchar, pricing_quantity decimal(38, 18), pricing_unit varchar,
    list_unit_price decimal(38, 18), contracted_unit_price decimal(38, 18),
    consumed_quantity decimal(38, 18), consumed_unit varchar,
    commitment_id varchar, commitment_name varchar, commitment_category varchar, commitment_type varchar,
    commitment_status varchar,
    account varchar, account_name varchar, sub_account varchar, sub_account_name varchar,
    gpu_model varchar, device varchar, sharing varchar, capacity_type varchar, gpu_seconds decimal(38, 18),
    idle boolean not null, energy_kwh decimal(38, 18), emissions_grams decimal(38, 18), measured boolean not null,
    rated_by_id varchar, rated_by_date varchar, rated_by_source varchar, rated_by_kind varchar,
    allocated_from varchar, allocated_ratio decimal(38, 18), tags varchar
);

create table run (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    happened_at timestamp not null, start_at timestamp, end_at timestamp,
    run varchar not null, attempt bigint not null, status varchar not null,
    namespace varchar, workload varchar, pod varchar, container varchar, team varchar, project varchar,
    experiment varchar, cost_center varchar, environment varchar, owner_run varchar,
    model varchar, metrics varchar
);

create table grid_intensity (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    start_at timestamp not null, end_at timestamp not null,
    zone varchar not null, grams_per_kwh decimal(38, 18) not null, basis varchar not null, source varchar not null
);

create table refusal (
    id varchar not null, document varchar not null, line bigint, recorded_at timestamp not null,
    happened_at timestamp not null, column_name varchar, value varchar, reason varchar not null
);
