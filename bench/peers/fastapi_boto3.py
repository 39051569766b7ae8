"""FastAPI behind API Gateway."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from mangum import Mangum
from on_boto3 import start

app = FastAPI()


@app.post("/contests/{slug}/attempts")
async def start_attempt(slug: str, request: Request) -> JSONResponse:
    return JSONResponse(start(slug, (await request.body()).decode()), status_code=201)


handler = Mangum(app, lifespan="off")
