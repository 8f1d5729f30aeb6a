"""The embedded schema registry, asked as Confluent's is."""
import json
import unittest

import slipstream_process as sp

FORM = {"Content-Type": "application/vnd.schemaregistry.v1+json"}
POSITIONS = {"type": "record", "name": "LeaderboardUpdate", "namespace": "com.f1leaderboard",
             "fields": [{"name": "driver_name", "type": "string"}, {"name": "position", "type": "int"}]}


class Registry(sp.EndToEnd):
    def ask(self, method, path, expected, body=None):
        answer = self.server.request(path, method, body, FORM)
        self.assertEqual(answer.status, expected, (path, answer.body))
        self.assertEqual(answer.headers["Content-Type"], "application/vnd.schemaregistry.v1+json")
        return answer.json()

    def with_field(self, field):
        return {"schema": json.dumps({**POSITIONS, "fields": [*POSITIONS["fields"], field]})}

    def test_the_api(self):
        self.server = self.up("--paused")
        subject = "/subjects/f1-driver-positions-value"
        schema = {"schema": json.dumps(POSITIONS, indent=2)}
        self.assertEqual(self.ask("GET", "/subjects", 200), [])
        self.assertEqual(self.ask("POST", f"{subject}/versions", 200, schema), {"id": 1})
        self.assertEqual(self.ask("GET", "/subjects", 200), ["f1-driver-positions-value"])
        self.assertEqual(json.loads(self.ask("GET", "/schemas/ids/1", 200)["schema"]), POSITIONS)
        self.assertEqual(self.ask("GET", "/schemas/ids/1/schema", 200), POSITIONS)
        self.assertEqual(self.ask("POST", subject, 200, schema)["version"], 1)
        self.assertEqual(self.ask("GET", f"{subject}/versions/latest", 200)["id"], 1)
        self.assertEqual(self.ask("GET", "/schemas/ids/9", 404)["error_code"], 40403)
        self.assertEqual(self.ask("GET", "/subjects/none/versions", 404)["error_code"], 40401)
        self.assertEqual(self.ask("POST", f"{subject}/versions", 422, {"schema": "{"})["error_code"], 42201)

        optional = self.with_field({"name": "race_id", "type": ["null", "string"], "default": None})
        needed = self.with_field({"name": "speed", "type": "double"})
        check = f"/compatibility{subject}/versions/latest"
        self.assertEqual(self.ask("POST", check, 200, optional), {"is_compatible": True})
        told = self.ask("POST", f"{check}?verbose=true", 200, needed)
        self.assertFalse(told["is_compatible"])
        self.assertIn("speed", told["messages"][0])
        self.assertEqual(self.ask("POST", f"{subject}/versions", 409, needed)["error_code"], 409)
        self.assertEqual(self.ask("POST", f"{subject}/versions", 200, optional), {"id": 2})

        self.assertEqual(self.ask("GET", "/config", 200), {"compatibilityLevel": "BACKWARD"})
        self.assertEqual(self.ask("GET", "/config/f1-driver-positions-value", 404)["error_code"], 40408)
        self.assertEqual(self.ask("PUT", "/config/f1-driver-positions-value", 200, {"compatibility": "NONE"}), {"compatibility": "NONE"})
        self.assertEqual(self.ask("PUT", "/config", 422, {"compatibility": "SOME"})["error_code"], 42203)
        self.assertEqual(self.ask("GET", "/mode", 200), {"mode": "READWRITE"})
        self.assertEqual(self.ask("DELETE", f"{subject}/versions/2", 200), 2)
        self.assertEqual(self.ask("GET", f"{subject}/versions", 200), [1])

        # What was registered is on the log: it is there after a restart.
        self.server.stop()
        self.server = self.up("--paused")
        self.assertEqual(self.ask("GET", "/subjects", 200), ["f1-driver-positions-value"])
        self.assertEqual(self.ask("GET", f"{subject}/versions?deleted=true", 200), [1, 2])
        self.assertEqual(self.ask("POST", "/subjects/other/versions", 200, {"schema": '"string"'}), {"id": 3})


if __name__ == "__main__":
    unittest.main()
