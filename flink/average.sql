-- The average speed of each driver in each race, kept up to date: the leaderboard shows it.

SET 'pipeline.name' = 'average speeds';

-- An average changes with every row, so the sink must be one that replaces: the key says which average a record is, the
-- newest record of a key is the one that counts, and the compacted topic keeps that one.
CREATE TABLE driver_avg_speed (
  driver_name STRING,
  race_id STRING,
  avg_speed DOUBLE,
  PRIMARY KEY (driver_name, race_id) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'driver-avg-speed',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://localhost:5001',
  -- Slipstream reads Avro here as well: 'value.format' = 'avro-confluent' and 'value.avro-confluent.url'
  'value.format' = 'json',
  'value.fields-include' = 'EXCEPT_KEY'
);

INSERT INTO driver_avg_speed
SELECT driver_name, race_id, AVG(speed) AS avg_speed
FROM positions
-- A column of the key cannot be NULL. One such row would end the job, at every restart again.
WHERE race_id IS NOT NULL
GROUP BY driver_name, race_id;
