"""Iris served by FastAPI and scikit-learn: the fields, ranges, answer and metrics that Canopy has.

The endpoint is `async def`: on one core it answers about a tenth more requests than a plain `def`, whose
every call goes through the thread pool; its p99 is worse. uvloop and httptools are installed; the access log is off.
"""

import csv
import json
import os
from typing import Annotated

import numpy as np
import uvicorn
from fastapi import FastAPI
from prometheus_client import Counter, Histogram, make_asgi_app
from pydantic import BaseModel, Field
from sklearn.ensemble import RandomForestClassifier

Length = Annotated[float, Field(ge=0, le=10)]


class Flower(BaseModel):
    sepal_length: Length
    sepal_width: Length
    petal_length: Length
    petal_width: Length


class Model(BaseModel):
    name: str
    version: str
    alias: str


class Answer(BaseModel):
    prediction: str
    index: int
    probabilities: dict[str, float]
    model: Model


def trained(path: str) -> tuple[RandomForestClassifier, list[str]]:
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    classes = sorted({row["species"] for row in rows})
    values = np.array([[float(row[name]) for name in Flower.model_fields] for row in rows])
    labels = np.array([classes.index(row["species"]) for row in rows])
    return RandomForestClassifier(**json.loads(os.environ["FOREST"])).fit(values, labels), classes


forest, classes = trained("data/iris.csv")
model = Model(name="iris", version="0123456789ab", alias="champion")
requests = Counter("predict_requests_total", "Prediction requests received.")
latency = Histogram("predict_latency_seconds", "Seconds for a prediction.")

app = FastAPI()
app.mount("/metrics", make_asgi_app())


@app.post("/predict")
async def predict(flower: Flower) -> Answer:
    requests.inc()
    with latency.time():
        values = [[flower.sepal_length, flower.sepal_width, flower.petal_length, flower.petal_width]]
        probabilities = forest.predict_proba(np.array(values))[0]
    index = int(probabilities.argmax())
    return Answer(
        prediction=classes[index],
        index=index,
        probabilities=dict(zip(classes, probabilities.tolist())),
        model=model,
    )


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), access_log=False, log_level="warning")
