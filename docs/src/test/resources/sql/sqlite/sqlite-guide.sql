-- tag::affinity
create table loose (id integer primary key, name varchar(3), amount integer, price real);
-- All of it is accepted.
insert into loose values (1, 'longer than three', 'not a number', '1.10');
-- text, text, real: the price is the number 1.1 now.
select typeof(name), typeof(amount), typeof(price) from loose;
-- end::affinity

-- tag::strict
create table kept (id integer primary key, amount integer not null, note text) strict;
insert into kept values (1, 10, 'a number');
-- A text that is a number is kept as one; 'twenty' would be refused.
insert into kept values (2, '20', null);
-- end::strict
