package dev.aegis.shields;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Shields in the database. {@code :now} is the instant of the transaction. */
@RegisterRowMapper(ShieldMapper.class)
public interface ShieldDao {

    /** Forges a shield and returns it as stored. */
    @SqlQuery("""
            insert into shields (name, defense_rating, material, enchantment, created_at)
            values (:name, :defenseRating, :material, :enchantment, :now)
            returning id, name, defense_rating, material, enchantment, created_at, tempered_at
            """)
    Shield insert(@BindMethods NewShield shield);

    @SqlQuery("""
            select id, name, defense_rating, material, enchantment, created_at, tempered_at
            from shields
            where id = :id
            """)
    Optional<Shield> findById(long id);

    /** The newest shields, newest first. */
    @SqlQuery("""
            select id, name, defense_rating, material, enchantment, created_at, tempered_at
            from shields
            order by id desc
            limit :limit
            """)
    List<Shield> newest(int limit);

    /** The newest shields older than one, newest first: the next page, as cheap as the first (keyset pagination). */
    @SqlQuery("""
            select id, name, defense_rating, material, enchantment, created_at, tempered_at
            from shields
            where id < :id
            order by id desc
            limit :limit
            """)
    List<Shield> newestBefore(long id, int limit);

    /** Changes a shield in one statement, so that changes of different parts at the same time all happen. */
    @SqlQuery("""
            update shields
            set name = coalesce(:name, name),
                defense_rating = coalesce(:defenseRating, defense_rating),
                material = coalesce(:material, material),
                enchantment = case when :changesEnchantment then :enchantment else enchantment end
            where id = :id
            returning id, name, defense_rating, material, enchantment, created_at, tempered_at
            """)
    Optional<Shield> change(long id, @BindMethods ShieldChange change);

    /** Deletes a shield and its events; whether there was one. */
    @SqlUpdate("delete from shields where id = :id")
    boolean delete(long id);
}
