"""Accuracy of scikit-learn's forest on splits that come as JSON on standard input; shares go out on one line."""

import json
import sys

import numpy as np
from sklearn.ensemble import RandomForestClassifier

task = json.load(sys.stdin)
values = np.array(task["values"])
labels = np.array(task["labels"])


def accuracy(train: list[int], test: list[int], forest: dict) -> float:
    return RandomForestClassifier(**forest).fit(values[train], labels[train]).score(values[test], labels[test])


print(*(accuracy(**run) for run in task["runs"]))
