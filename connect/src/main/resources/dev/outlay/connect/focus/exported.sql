-- What a row of our own export means: the charge as the ledger held it. Where a column of FOCUS had to say something else,
-- x_AsRecorded holds the ledger's value; any other column is the ledger's value itself.
select
    x_ChargeId as id, line, key, again,
    x_Status as status, start_at, end_at, billing_start_at, billing_end_at, currency,
    billed_cost, effective_cost, list_cost, contracted_cost, provider, region, zone, cluster,
    node, namespace, workload, pod, container, team, project, experiment,
    cost_center, environment, run, service_category, service, sku, sku_price, resource,
    resource_name, resource_type, region_name, publisher, invoice_issuer, charge_category, charge_class, charge_frequency,
    charge_description, pricing_category, pricing_quantity, pricing_unit, list_unit_price, contracted_unit_price, consumed_quantity, consumed_unit,
    commitment_id, commitment_name, commitment_category, commitment_type, commitment_status, account, account_name, sub_account,
    sub_account_name, gpu_model, device, sharing, capacity_type, gpu_seconds, x_Idle = 'true' as idle, energy_kwh, emissions_grams, x_EnergyMeasured = 'true' as measured,
    rated_by_id, rated_by_date, rated_by_source, rated_by_kind, allocated_from, allocated_ratio,
    allocated_method, tags,
    wrong,
    wrong as problem_column,
    case wrong
        when 'ChargePeriodStart' then ChargePeriodStart
        when 'ChargePeriodEnd' then ChargePeriodEnd
        when 'BillingPeriodStart' then BillingPeriodStart
        when 'BillingPeriodEnd' then BillingPeriodEnd
        when 'BilledCost' then BilledCost
        when 'EffectiveCost' then EffectiveCost
        when 'ListCost' then ListCost
        when 'ContractedCost' then ContractedCost
        when 'PricingQuantity' then PricingQuantity
        when 'ListUnitPrice' then ListUnitPrice
        when 'ContractedUnitPrice' then ContractedUnitPrice
        when 'ConsumedQuantity' then ConsumedQuantity
        when 'x_GpuSeconds' then x_GpuSeconds
        when 'x_EnergyKwh' then x_EnergyKwh
        when 'x_EmissionsGrams' then x_EmissionsGrams
        when 'x_AllocatedRatio' then x_AllocatedRatio
        when 'BillingCurrency' then BillingCurrency
        when 'x_Status' then x_Status
        when 'x_Idle' then x_Idle
        when 'x_ChargeId' then x_ChargeId
        when 'x_Sharing' then x_Sharing
        when 'x_CapacityType' then x_CapacityType
        when 'x_AsRecorded' then x_AsRecorded
    end as problem_value,
    case when wrong is null then null else 'an export was changed by hand: write it anew with outlay export focus' end as problem
from (
    select
        *,
        case
            when x_ChargeId is null then 'x_ChargeId'
            when x_AsRecorded is not null and not coalesce(json_type(try_cast(x_AsRecorded as json)) = 'OBJECT', false) then 'x_AsRecorded'
            when x_Status is null or x_Status not in ('estimated', 'metered', 'billed', 'corrected') then 'x_Status'
            when start_at is null then 'ChargePeriodStart'
            when end_at is null or start_at >= end_at then 'ChargePeriodEnd'
            when currency is null or not regexp_full_match(currency, '[A-Z]{3}') then 'BillingCurrency'
            when (billing_start_at is null) <> (billing_end_at is null) or billing_start_at >= billing_end_at then 'BillingPeriodEnd'
            when x_Idle is null or x_Idle not in ('true', 'false') then 'x_Idle'
            when sharing not in ('exclusive', 'mig', 'mps', 'time-slicing', 'fraction') then 'x_Sharing'
            when capacity_type not in ('on-demand', 'spot', 'reserved', 'owned') then 'x_CapacityType'
            when billed_cost is null and said_billed_cost is not null then 'BilledCost'
            when effective_cost is null and said_effective_cost is not null then 'EffectiveCost'
            when list_cost is null and said_list_cost is not null then 'ListCost'
            when contracted_cost is null and said_contracted_cost is not null then 'ContractedCost'
            when pricing_quantity is null and said_pricing_quantity is not null then 'PricingQuantity'
            when list_unit_price is null and said_list_unit_price is not null then 'ListUnitPrice'
            when contracted_unit_price is null and said_contracted_unit_price is not null then 'ContractedUnitPrice'
            when consumed_quantity is null and said_consumed_quantity is not null then 'ConsumedQuantity'
            when gpu_seconds is null and said_gpu_seconds is not null then 'x_GpuSeconds'
            when energy_kwh is null and said_energy_kwh is not null then 'x_EnergyKwh'
            when emissions_grams is null and said_emissions_grams is not null then 'x_EmissionsGrams'
            when allocated_ratio is null and said_allocated_ratio is not null then 'x_AllocatedRatio'
            when allocated_ratio < 0 or allocated_ratio > 1 then 'x_AllocatedRatio'
        end as wrong
    from (
        select
            *,
            decimal_of(said_billed_cost) as billed_cost,
            decimal_of(said_effective_cost) as effective_cost,
            decimal_of(said_list_cost) as list_cost,
            decimal_of(said_contracted_cost) as contracted_cost,
            decimal_of(said_pricing_quantity) as pricing_quantity,
            decimal_of(said_list_unit_price) as list_unit_price,
            decimal_of(said_contracted_unit_price) as contracted_unit_price,
            decimal_of(said_consumed_quantity) as consumed_quantity,
            decimal_of(said_gpu_seconds) as gpu_seconds,
            decimal_of(said_energy_kwh) as energy_kwh,
            decimal_of(said_emissions_grams) as emissions_grams,
            decimal_of(said_allocated_ratio) as allocated_ratio,
            instant_of(said_start_at) as start_at,
            instant_of(said_end_at) as end_at,
            instant_of(said_billing_start_at) as billing_start_at,
            instant_of(said_billing_end_at) as billing_end_at
        from (
            select
                *,
                recorded(x_AsRecorded, 'BilledCost', BilledCost) as said_billed_cost,
                recorded(x_AsRecorded, 'EffectiveCost', EffectiveCost) as said_effective_cost,
                recorded(x_AsRecorded, 'ListCost', ListCost) as said_list_cost,
                recorded(x_AsRecorded, 'ContractedCost', ContractedCost) as said_contracted_cost,
                recorded(x_AsRecorded, 'x_Provider', x_Provider) as provider,
                recorded(x_AsRecorded, 'RegionId', RegionId) as region,
                recorded(x_AsRecorded, 'AvailabilityZone', AvailabilityZone) as zone,
                recorded(x_AsRecorded, 'x_Cluster', x_Cluster) as cluster,
                recorded(x_AsRecorded, 'x_Node', x_Node) as node,
                recorded(x_AsRecorded, 'x_Namespace', x_Namespace) as namespace,
                recorded(x_AsRecorded, 'x_Workload', x_Workload) as workload,
                recorded(x_AsRecorded, 'x_Pod', x_Pod) as pod,
                recorded(x_AsRecorded, 'x_Container', x_Container) as container,
                recorded(x_AsRecorded, 'x_Team', x_Team) as team,
                recorded(x_AsRecorded, 'x_Project', x_Project) as project,
                recorded(x_AsRecorded, 'x_Experiment', x_Experiment) as experiment,
                recorded(x_AsRecorded, 'x_CostCenter', x_CostCenter) as cost_center,
                recorded(x_AsRecorded, 'x_Environment', x_Environment) as environment,
                recorded(x_AsRecorded, 'x_Run', x_Run) as run,
                recorded(x_AsRecorded, 'ServiceCategory', ServiceCategory) as service_category,
                recorded(x_AsRecorded, 'ServiceName', ServiceName) as service,
                recorded(x_AsRecorded, 'SkuId', SkuId) as sku,
                recorded(x_AsRecorded, 'SkuPriceId', SkuPriceId) as sku_price,
                recorded(x_AsRecorded, 'ResourceId', ResourceId) as resource,
                recorded(x_AsRecorded, 'ResourceName', ResourceName) as resource_name,
                recorded(x_AsRecorded, 'ResourceType', ResourceType) as resource_type,
                recorded(x_AsRecorded, 'RegionName', RegionName) as region_name,
                recorded(x_AsRecorded, 'PublisherName', PublisherName) as publisher,
                recorded(x_AsRecorded, 'InvoiceIssuerName', InvoiceIssuerName) as invoice_issuer,
                recorded(x_AsRecorded, 'ChargeCategory', ChargeCategory) as charge_category,
                recorded(x_AsRecorded, 'ChargeClass', ChargeClass) as charge_class,
                recorded(x_AsRecorded, 'ChargeFrequency', ChargeFrequency) as charge_frequency,
                recorded(x_AsRecorded, 'ChargeDescription', ChargeDescription) as charge_description,
                recorded(x_AsRecorded, 'PricingCategory', PricingCategory) as pricing_category,
                recorded(x_AsRecorded, 'PricingQuantity', PricingQuantity) as said_pricing_quantity,
                recorded(x_AsRecorded, 'PricingUnit', PricingUnit) as pricing_unit,
                recorded(x_AsRecorded, 'ListUnitPrice', ListUnitPrice) as said_list_unit_price,
                recorded(x_AsRecorded, 'ContractedUnitPrice', ContractedUnitPrice) as said_contracted_unit_price,
                recorded(x_AsRecorded, 'ConsumedQuantity', ConsumedQuantity) as said_consumed_quantity,
                recorded(x_AsRecorded, 'ConsumedUnit', ConsumedUnit) as consumed_unit,
                recorded(x_AsRecorded, 'CommitmentDiscountId', CommitmentDiscountId) as commitment_id,
                recorded(x_AsRecorded, 'CommitmentDiscountName', CommitmentDiscountName) as commitment_name,
                recorded(x_AsRecorded, 'CommitmentDiscountCategory', CommitmentDiscountCategory) as commitment_category,
                recorded(x_AsRecorded, 'CommitmentDiscountType', CommitmentDiscountType) as commitment_type,
                recorded(x_AsRecorded, 'CommitmentDiscountStatus', CommitmentDiscountStatus) as commitment_status,
                recorded(x_AsRecorded, 'BillingAccountId', BillingAccountId) as account,
                recorded(x_AsRecorded, 'BillingAccountName', BillingAccountName) as account_name,
                recorded(x_AsRecorded, 'SubAccountId', SubAccountId) as sub_account,
                recorded(x_AsRecorded, 'SubAccountName', SubAccountName) as sub_account_name,
                recorded(x_AsRecorded, 'x_GpuModel', x_GpuModel) as gpu_model,
                recorded(x_AsRecorded, 'x_Device', x_Device) as device,
                recorded(x_AsRecorded, 'x_Sharing', x_Sharing) as sharing,
                recorded(x_AsRecorded, 'x_CapacityType', x_CapacityType) as capacity_type,
                recorded(x_AsRecorded, 'x_GpuSeconds', x_GpuSeconds) as said_gpu_seconds,
                recorded(x_AsRecorded, 'x_EnergyKwh', x_EnergyKwh) as said_energy_kwh,
                recorded(x_AsRecorded, 'x_EmissionsGrams', x_EmissionsGrams) as said_emissions_grams,
                recorded(x_AsRecorded, 'x_RatedById', x_RatedById) as rated_by_id,
                recorded(x_AsRecorded, 'x_RatedByDate', x_RatedByDate) as rated_by_date,
                recorded(x_AsRecorded, 'x_RatedBySource', x_RatedBySource) as rated_by_source,
                recorded(x_AsRecorded, 'x_RatedByKind', x_RatedByKind) as rated_by_kind,
                recorded(x_AsRecorded, 'x_AllocatedFrom', x_AllocatedFrom) as allocated_from,
                recorded(x_AsRecorded, 'x_AllocatedRatio', x_AllocatedRatio) as said_allocated_ratio,
                recorded(x_AsRecorded, 'x_AllocatedMethod', x_AllocatedMethod) as allocated_method,
                recorded(x_AsRecorded, 'ChargePeriodStart', ChargePeriodStart) as said_start_at,
                recorded(x_AsRecorded, 'ChargePeriodEnd', ChargePeriodEnd) as said_end_at,
                recorded(x_AsRecorded, 'BillingPeriodStart', BillingPeriodStart) as said_billing_start_at,
                recorded(x_AsRecorded, 'BillingPeriodEnd', BillingPeriodEnd) as said_billing_end_at,
                recorded(x_AsRecorded, 'BillingCurrency', BillingCurrency) as currency
            from record
        )
    )
)
