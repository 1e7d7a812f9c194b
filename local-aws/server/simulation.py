"""What a test may ask this server to do differently: PUT a JSON object to `SIMULATION_PATH`; the next one replaces it.

```
{
  "training":   [{"jobs": "churn", "seconds": 0.2, "outcome": "Failed", "reason": "AlgorithmError: ...", "metrics": {"validation:auc": 0.9}}],
  "crashes":    [{"function": "Churn", "operation": "CreateTrainingJob", "resource": "churn", "moment": "before", "times": 3}],
  "deliveries": [{"function": "Churn", "times": 2}]
}
```

All three are lists of rules of which the first that fits counts. `jobs`, `function` and `resource` fit when the name contains them; without one,
everything fits. So nothing of what is deployed has to say that it is being tested.
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
    """Take other rules; raises ValueError when they are none."""
    given = json.loads(text)
    if not isinstance(given, dict) or set(given) - set(KINDS):
        raise ValueError(f"An object with {', '.join(KINDS)} is wanted.")
    with _lock:
        _rules.clear()
        _rules.update(given)


def training_of(job: str) -> Rule:
    """How a training job goes that begins now."""
    with _lock:
        return next((rule for rule in _rules.get("training", []) if rule.get("jobs", "") in job), {})


def deliveries_to(function: str) -> int:
    """How often Lambda's queue delivers an event to a function: at least once, AWS says."""
    with _lock:
        return next((rule["times"] for rule in _rules.get("deliveries", []) if rule.get("function", "") in function), 1)


def crash_of(functions: list[str], operation: str, resource: str, moment: str) -> str | None:
    """The function, of those that run, which is to die at this moment. Every rule holds for so many times, once unless it says more."""
    with _lock:
        for rule in _rules.get("crashes", []):
            if (rule["operation"], rule["moment"]) != (operation, moment) or rule.get("resource", "") not in resource or rule.get("times", 1) < 1:
                continue
            for function in functions:
                if rule.get("function", "") in function:
                    rule["times"] = rule.get("times", 1) - 1
                    return function
    return None
