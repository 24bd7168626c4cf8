create table shields (id bigint primary key, enchantment varchar(200));
insert into shields values (1, 'of fire');

-- tag::not-null
alter table shields add constraint shields_enchantment_set check (enchantment is not null) not valid;
alter table shields validate constraint shields_enchantment_set;
alter table shields alter column enchantment set not null, drop constraint shields_enchantment_set;
-- end::not-null

-- tag::suppression
--changeset aegis:0009-drop-shields-enchantment
--comment lint-allow drop-column: no program has read it since 1.3
alter table shields drop column enchantment;
--rollback alter table shields add column enchantment varchar(200);
-- end::suppression
