-- tag::affinity
create table loose (id integer primary key, name varchar(3), amount integer, price real);
insert into loose values (1, 'longer than three', 'not a number', '1.10'); -- accepted, all of it
select typeof(name), typeof(amount), typeof(price) from loose; -- text, text, real: the price is 1.1 now
-- end::affinity

-- tag::strict
create table kept (id integer primary key, amount integer not null, note text) strict;
insert into kept values (1, 10, 'a number');
insert into kept values (2, '20', 'a text that is a number: kept as one'); -- 'twenty' would be refused
-- end::strict
