-- How the part of a split charge was found, such as mig-compute-slices.
alter table charge add column allocated_method varchar;
