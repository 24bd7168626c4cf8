# One image for each target: docker build --target NAME .
# The stages: jars from the sources; for each service, a cache of what its JVM loads at start; the images.

FROM maven:3.9-eclipse-temurin-25 AS jars
WORKDIR /src
COPY . .
ENV SERVICES="" MODULES="core-db"
# part: stack
ENV SERVICES="$SERVICES api" MODULES="$MODULES,api-service,cli"
# part: scheduler
ENV SERVICES="$SERVICES scheduler" MODULES="$MODULES,scheduler-service"
# end part: scheduler
# end part: stack
# part: single
ENV SERVICES="$SERVICES single" MODULES="$MODULES,single-service"
# end part: single
RUN --mount=type=cache,target=/m2 \
    mvn -q -B -Dmaven.repo.local=/m2 -DskipTests -Dspotless.check.skip=true -pl $MODULES -am package \
    && for service in $SERVICES; do \
        install -D $service-service/target/$service-service.jar /jars/$service/service.jar \
        && cp -r $service-service/target/lib /jars/$service; \
    done
# part: stack
RUN cp cli/target/aegis.jar /jars
# end part: stack
# part: single
RUN cd /jars/single \
    && jar --extract --file lib/sqlite-jdbc-*.jar org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so \
    && mv org/sqlite/native/Linux/*/libsqlitejdbc.so lib && rm -r org
# end part: single

FROM eclipse-temurin:25-jre AS jre
COPY docker/jvm.options /app/
USER 10001:10001
WORKDIR /app

# part: stack
# A start of the real thing needs a real PostgreSQL.
FROM postgres:17 AS training
COPY --from=jre /opt/java/openjdk /opt/java/openjdk
ENV PATH=/opt/java/openjdk/bin:$PATH
COPY docker/record-aot-cache /usr/local/bin/
COPY docker/jvm.options /app/
COPY --from=jars /jars/aegis.jar /opt/
RUN chown postgres /app
USER postgres

FROM training AS api-training
COPY --from=jars /jars/api /app
RUN record-aot-cache

# part: scheduler
FROM training AS scheduler-training
COPY --from=jars /jars/scheduler /app
RUN record-aot-cache

# end part: scheduler
# end part: stack
# part: single
FROM jre AS single-training
USER root
COPY docker/record-aot-cache /usr/local/bin/
COPY --from=jars /jars/single /app
RUN DATABASE_URL=sqlite:////tmp/record/app.db record-aot-cache

# end part: single
# Each image takes jar and cache from its training: the JVM uses the cache only beside the very files of its recording.
FROM jre AS service
ENTRYPOINT ["java", "-XX:AOTCache=/app/service.aot", "@/app/jvm.options", "-jar", "/app/service.jar"]

# part: stack
FROM service AS api
COPY --from=api-training /app/lib /app/lib
COPY --from=api-training /app/service.* /app/
EXPOSE 8080

# part: scheduler
FROM service AS scheduler
COPY --from=scheduler-training /app/lib /app/lib
COPY --from=scheduler-training /app/service.* /app/

# end part: scheduler
# end part: stack
# part: single
FROM service AS single
COPY --from=single-training /app/lib /app/lib
COPY --from=single-training /app/service.* /app/
# A new volume takes the owner of the directory that it covers.
USER root
RUN install -d -o 10001 -g 10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 8080
# The driver would unpack its native library into /tmp, where nothing can be executed.
ENTRYPOINT ["java", "-Dorg.sqlite.lib.path=/app/lib", "-XX:AOTCache=/app/service.aot", "@/app/jvm.options", \
    "-jar", "/app/service.jar"]

# end part: single
# part: stack
# The aegis command.
FROM jre AS aegis
COPY --from=jars /jars/aegis.jar /app/
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", "/app/aegis.jar"]
CMD ["--help"]
# end part: stack
