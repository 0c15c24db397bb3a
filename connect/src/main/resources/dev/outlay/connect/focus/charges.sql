-- What a row of a FOCUS bill means: a charge, or the first thing that is wrong with it.
select
    'focus/' || key as id, line, key, again,
    'billed' as status, start_at, end_at, billing_start_at, billing_end_at,
    BillingCurrency as currency, billed_cost, effective_cost, list_cost, contracted_cost,
    case
        when provider_name in ('AWS', 'Amazon Web Services', 'Amazon') then 'aws'
        when provider_name in ('Microsoft', 'Azure', 'Microsoft Azure') then 'azure'
        when provider_name in ('Google', 'Google Cloud', 'GCP', 'Google Cloud Platform') then 'gcp'
        when provider_name in ('Oracle', 'OCI', 'Oracle Cloud Infrastructure') then 'oci'
        else provider_name
    end as provider,
    RegionId as region, AvailabilityZone as zone, tag_cluster as cluster, null as node,
    tag_namespace as namespace,
    -- from 1.3 on a provider may say which of the things on a resource a part of its cost is for
    coalesce(tag_workload, AllocatedResourceName, AllocatedResourceId) as workload, tag_pod as pod, tag_container as container,
    tag_team as team, tag_project as project, tag_experiment as experiment, tag_cost_center as cost_center,
    tag_environment as environment, tag_run as run,
    ServiceCategory as service_category, ServiceName as service, SkuId as sku, SkuPriceId as sku_price,
    ResourceId as resource, ResourceName as resource_name, ResourceType as resource_type, RegionName as region_name,
    PublisherName as publisher, InvoiceIssuerName as invoice_issuer,
    ChargeCategory as charge_category, ChargeClass as charge_class, ChargeFrequency as charge_frequency,
    ChargeDescription as charge_description, PricingCategory as pricing_category, pricing_quantity,
    PricingUnit as pricing_unit, list_unit_price, contracted_unit_price, consumed_quantity,
    ConsumedUnit as consumed_unit,
    CommitmentDiscountId as commitment_id, CommitmentDiscountName as commitment_name,
    CommitmentDiscountCategory as commitment_category, CommitmentDiscountType as commitment_type,
    CommitmentDiscountStatus as commitment_status,
    BillingAccountId as account, BillingAccountName as account_name, SubAccountId as sub_account,
    SubAccountName as sub_account_name,
    null as gpu_model, null as device, null as sharing,
    case
        when PricingCategory = 'Standard' then 'on-demand'
        when PricingCategory = 'Dynamic' then 'spot'
        when PricingCategory = 'Committed' then 'reserved'
    end as capacity_type,
    cast(null as decimal(38, 18)) as gpu_seconds,
    CommitmentDiscountStatus is not distinct from 'Unused' as idle,
    cast(null as decimal(38, 18)) as energy_kwh, cast(null as decimal(38, 18)) as emissions_grams, false as measured,
    null as rated_by_id, null as rated_by_date, null as rated_by_source, null as rated_by_kind,
    case when allocated_ratio between 0 and 1 then 'focus-resource/' || ResourceId end as allocated_from,
    case when allocated_ratio between 0 and 1 and ResourceId is not null then allocated_ratio end as allocated_ratio,
    AllocatedMethodId as allocated_method,
    tags,
    wrong,
    case wrong
        when 'period' then 'ChargePeriodEnd'
        when 'billing period' then 'BillingPeriodEnd'
        else wrong
    end as problem_column,
    case wrong
        when 'BilledCost' then BilledCost
        when 'EffectiveCost' then EffectiveCost
        when 'ListCost' then ListCost
        when 'ContractedCost' then ContractedCost
        when 'PricingQuantity' then PricingQuantity
        when 'ListUnitPrice' then ListUnitPrice
        when 'ContractedUnitPrice' then ContractedUnitPrice
        when 'ConsumedQuantity' then ConsumedQuantity
        when 'ChargePeriodStart' then ChargePeriodStart
        when 'ChargePeriodEnd' then ChargePeriodEnd
        when 'BillingPeriodStart' then BillingPeriodStart
        when 'BillingPeriodEnd' then BillingPeriodEnd
        when 'BillingCurrency' then BillingCurrency
        when 'period' then ChargePeriodEnd
        when 'billing period' then BillingPeriodEnd
    end as problem_value,
    case
        when wrong is null then null
        when wrong = 'period'
            then 'the charge period must end after it starts, which is at ' || ChargePeriodStart
        when wrong = 'billing period'
            then 'the billing period must end after it starts, which is at ' || BillingPeriodStart
        when wrong = 'BillingCurrency'
            then 'a currency is three upper-case letters as in ISO 4217, such as USD'
        when wrong in ('ChargePeriodStart', 'ChargePeriodEnd', 'BillingPeriodStart', 'BillingPeriodEnd')
            then 'an instant is written as in ISO 8601 and in UTC, such as 2024-09-18T23:00:00Z or 2024-09-18 23:00:00'
        when wrong = 'BilledCost' and BilledCost is null then 'a row of a bill has a BilledCost, if only of 0'
        else 'a number is written with digits and a decimal point, such as -12.5 or 8e-7, with at most 18 fractional digits'
    end as problem
from (
    select
        *,
        case
            when billed_cost is null then 'BilledCost'
            when EffectiveCost is not null and effective_cost is null then 'EffectiveCost'
            when ListCost is not null and list_cost is null then 'ListCost'
            when ContractedCost is not null and contracted_cost is null then 'ContractedCost'
            when start_at is null then 'ChargePeriodStart'
            when end_at is null then 'ChargePeriodEnd'
            when start_at >= end_at then 'period'
            -- a regular expression is slow, so the most frequent word goes without
            when BillingCurrency is null or BillingCurrency <> 'USD' and not regexp_full_match(BillingCurrency, '[A-Z]{3}')
                then 'BillingCurrency'
            when (BillingPeriodStart is not null or BillingPeriodEnd is not null) and billing_start_at is null
                then 'BillingPeriodStart'
            when (BillingPeriodStart is not null or BillingPeriodEnd is not null) and billing_end_at is null
                then 'BillingPeriodEnd'
            when billing_start_at >= billing_end_at then 'billing period'
            when PricingQuantity is not null and pricing_quantity is null then 'PricingQuantity'
            when ListUnitPrice is not null and list_unit_price is null then 'ListUnitPrice'
            when ContractedUnitPrice is not null and contracted_unit_price is null then 'ContractedUnitPrice'
            when ConsumedQuantity is not null and consumed_quantity is null then 'ConsumedQuantity'
        end as wrong
    from (
        select
            *,
            coalesce(BilledCost_read, decimal_of(BilledCost)) as billed_cost,
            coalesce(EffectiveCost_read, decimal_of(EffectiveCost)) as effective_cost,
            coalesce(ListCost_read, decimal_of(ListCost)) as list_cost,
            coalesce(ContractedCost_read, decimal_of(ContractedCost)) as contracted_cost,
            coalesce(PricingQuantity_read, decimal_of(PricingQuantity)) as pricing_quantity,
            coalesce(ConsumedQuantity_read, decimal_of(ConsumedQuantity)) as consumed_quantity,
            coalesce(ListUnitPrice_read, decimal_of(ListUnitPrice)) as list_unit_price,
            coalesce(ContractedUnitPrice_read, decimal_of(ContractedUnitPrice)) as contracted_unit_price,
            coalesce(ChargePeriodStart_read, instant_of(ChargePeriodStart)) as start_at,
            coalesce(ChargePeriodEnd_read, instant_of(ChargePeriodEnd)) as end_at,
            coalesce(BillingPeriodStart_read, instant_of(BillingPeriodStart)) as billing_start_at,
            coalesce(BillingPeriodEnd_read, instant_of(BillingPeriodEnd)) as billing_end_at,
            coalesce(ServiceProviderName, ProviderName) as provider_name,
            case when AllocatedMethodId is not null then list_sum(list_transform(
                json_extract_string(try_cast(AllocatedMethodDetails as json), '$.Elements[*].AllocatedRatio'),
                lambda ratio : try_cast(ratio as decimal(38, 18)))) end as allocated_ratio
        from record
    )
)
