"""Rules with which a test changes the behavior of the server. PUT a JSON object to `SIMULATION_PATH` to replace all rules.

```
{
  "training":   [{"jobs": "churn", "seconds": 0.2, "outcome": "Failed", "reason": "AlgorithmError: ...", "metrics": {"validation:auc": 0.9}}],
  "crashes":    [{"function": "Churn", "operation": "CreateTrainingJob", "resource": "churn", "moment": "before", "times": 3}],
  "deliveries": [{"function": "Churn", "times": 2}]
}
```

In each list, the first matching rule applies. `jobs`, `function` and `resource` match a name that contains them; a rule without them matches every
name. The deployed resources therefore need no settings for the test.
"""

from __future__ import annotations

import json
import threading
from typing import Any

SIMULATION_PATH = "/_local-aws/simulation"
KINDS = ("training", "crashes", "deliveries")

Rule = dict[str, Any]

_rules: dict[str, list[Rule]] = {}
_lock = threading.Lock()


def replace(text: bytes) -> None:
    """Replaces all rules. Raises ValueError if they are invalid."""
    rules = json.loads(text)
    if not isinstance(rules, dict) or set(rules) - set(KINDS):
        raise ValueError(f"The rules must be an object with the members {', '.join(KINDS)}.")
    with _lock:
        _rules.clear()
        _rules.update(rules)


def training_rule(job: str) -> Rule:
    """The rule for a training job that starts now."""
    with _lock:
        return next((rule for rule in _rules.get("training", []) if rule.get("jobs", "") in job), {})


def delivery_count(function: str) -> int:
    """The number of times that Lambda's queue delivers an event to a function. AWS promises at-least-once delivery."""
    with _lock:
        return next((rule["times"] for rule in _rules.get("deliveries", []) if rule.get("function", "") in function), 1)


def function_to_crash(functions: list[str], operation: str, resource: str, moment: str) -> str | None:
    """The running function that must crash at this moment. A rule applies `times` times, by default once."""
    with _lock:
        for rule in _rules.get("crashes", []):
            if (rule["operation"], rule["moment"]) != (operation, moment) or rule.get("resource", "") not in resource or rule.get("times", 1) < 1:
                continue
            for function in functions:
                if rule.get("function", "") in function:
                    rule["times"] = rule.get("times", 1) - 1
                    return function
    return None
