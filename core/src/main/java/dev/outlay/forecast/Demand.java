package dev.outlay.forecast;

/// What a workload asks of one accelerator for one unit of work, before anything was learned.
///
/// `seconds` is the time of one unit (a token, an image, a run where nothing else can be counted) at the rates that
/// physics allows, `units` how many of them the whole work is; `unit` their name; `flops` the model's own
/// floating-point operations for one unit, 0 where not known; `counted` is false where the units are only a guess.
record Demand(double seconds, double units, String unit, double flops, boolean counted) {}
