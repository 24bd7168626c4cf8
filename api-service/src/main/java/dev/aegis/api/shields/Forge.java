package dev.aegis.api.shields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aegis.db.Database;
import dev.aegis.db.Json;
import dev.aegis.db.TransactionOptions;
import dev.aegis.shields.ForgeEventDao;
import dev.aegis.shields.NewShield;
import dev.aegis.shields.Shield;
import dev.aegis.shields.ShieldDao;
import java.util.ArrayList;
import java.util.List;

/** Forges shields: the shield and the event of its forging are written together, or not at all. */
final class Forge {
    private static final TransactionOptions OPTIONS = TransactionOptions.named("forge shield");

    private final Database database;
    private final ObjectMapper mapper;

    Forge(Database database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    Shield forge(NewShield wanted) throws JsonProcessingException {
        return database.inTransaction(OPTIONS, tx -> {
            Shield shield = tx.dao(ShieldDao.class).insert(wanted);
            Json payload = new Json(mapper.writeValueAsString(ShieldBody.of(shield)));
            tx.dao(ForgeEventDao.class).insert(shield.id(), payload, tags(shield));
            return shield;
        });
    }

    private static List<String> tags(Shield shield) {
        List<String> tags = new ArrayList<>();
        tags.add(shield.material());
        if (shield.enchantment() != null) {
            tags.add("enchanted");
        }
        return tags;
    }
}
