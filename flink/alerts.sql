-- Each alert with what the track's status was at that moment: hard braking means something else under a safety car.

SET 'pipeline.name' = 'alerts and track status';

CREATE TABLE alerts_on_track (
  alert_id STRING,
  run_id STRING,
  driver_id STRING,
  rule STRING,
  severity STRING,
  session_time DOUBLE,
  track_status STRING,
  track_status_text STRING,
  PRIMARY KEY (alert_id) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'alerts-track-status',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'json',
  'value.format' = 'json'
);

-- An interval join: of the same run, what the track was told before the alert. The bounds are there so that Flink knows what
-- it may forget: no session takes six hours, and no track status is read a minute after the alerts that follow it. An alert
-- without any gets NULL, after that minute.
CREATE VIEW statuses_until_alert AS
SELECT
  a.alert_id,
  a.run_id,
  a.driver_id,
  a.rule,
  a.severity,
  a.session_time,
  t.code,
  t.text,
  t.session_time AS since
FROM alerts AS a
LEFT JOIN session_messages AS t
  ON t.message_type = 'track_status'
  AND t.run_id = a.run_id
  AND t.session_time <= a.session_time
  AND t.`timestamp` BETWEEN a.`timestamp` - INTERVAL '6' HOUR AND a.`timestamp` + INTERVAL '1' MINUTE
WHERE a.state = 'opened';

-- The newest of them is the one that held. (FOR SYSTEM_TIME AS OF a versioned view asks for it more briefly, but Flink 1.20.1
-- cannot plan that, and the result would wait for the watermarks of both topics.)
INSERT INTO alerts_on_track
SELECT alert_id, run_id, driver_id, rule, severity, session_time, code, text
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY alert_id ORDER BY since DESC) AS age
  FROM statuses_until_alert
)
WHERE age = 1;
