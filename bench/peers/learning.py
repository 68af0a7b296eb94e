"""scikit-learn's side of the learning benchmark, in a process of its own.

Trains and predicts the task of a folder, and prints its measurement as JSON: what bench/learning/canopy.ts does.
"""

import json
import re
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import joblib
import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import GammaRegressor, LinearRegression, Ridge
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

forests = [RandomForestClassifier, RandomForestRegressor]
trees = [DecisionTreeClassifier, DecisionTreeRegressor]
linear = [GammaRegressor, LinearRegression, Ridge]
estimators = {estimator.__name__: estimator for estimator in [*forests, *trees, *linear]}


def timed(run) -> float:
    """Seconds."""
    started = perf_counter()
    run()
    return perf_counter() - started


def peak_memory() -> float:
    """MiB at most so far; ru_maxrss would count what the parent had before its child became this program."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def model_file(path: Path, model, loads: int) -> dict:
    joblib.dump(model, path)
    return {
        "bytes": path.stat().st_size,
        "milliseconds": 1e3 * median(timed(lambda: joblib.load(path)) for _ in range(loads)),
    }


folder, cores, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
task = json.loads((folder / "task.json").read_text())
peer, repeats, width = task["peer"], task["repeats"], task["width"]
values = np.fromfile(folder / "train.f64").reshape(-1, width)
target = np.fromfile(folder / "train-target.f64")
test = np.fromfile(folder / "test.f64").reshape(-1, width)
if task["kind"] == "class":
    target = target.astype(np.int32)
estimator = estimators[peer["name"]]
model = estimator(**peer["arguments"])
if estimator in forests:
    model.set_params(n_jobs=cores)
if "random_state" in model.get_params():
    model.set_params(random_state=seed)

baseline = peak_memory()
cpu_before = process_time()
training = timed(lambda: model.fit(values, target))
cpu = process_time() - cpu_before
peak = peak_memory()

predict = model.predict_proba if task["kind"] == "class" else model.predict
predict(test).astype(np.float64).tofile(folder / "scikit-learn.f64")
batch = median(timed(lambda: predict(test)) for _ in range(repeats["batches"]))
if estimator in forests:
    model.set_params(n_jobs=1)  # for one row, handing trees to threads takes longer than asking them
singles = [test[at % len(test)].reshape(1, -1) for at in range(repeats["singles"])]
single = median(timed(lambda: predict(row)) for row in singles)

measurement = {
    "training": training,
    "cpu": cpu,
    "baseline": baseline,
    "peak": peak,
    "batch": 1e6 * batch / len(test),
    "single": 1e6 * single,
}
if "card" in task:
    measurement["file"] = model_file(folder / "model.joblib", model, repeats["loads"])
print(json.dumps(measurement))
