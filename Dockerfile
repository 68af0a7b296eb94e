# Two images of one model: `api` serves it, `load` sends it predictions.
# The model is trained before the build, so that what was tested is what ships:
#   npm run train -- iris && docker build --target api --build-arg MODEL_TO_USE=iris .

FROM node:24-slim AS build
WORKDIR /canopy
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
RUN npm run build

FROM node:24-slim AS base
ARG MODEL_TO_USE=iris
ENV NODE_ENV=production MODEL_TO_USE=${MODEL_TO_USE}
WORKDIR /app
USER 1000:1000

FROM base AS load
COPY --from=build /canopy/build/bundle/load.js ./
CMD ["node", "load.js"]

FROM base AS api
ENV HOST=0.0.0.0
EXPOSE 8989
COPY --from=build /canopy/node_modules/swagger-ui-dist/package.json /canopy/node_modules/swagger-ui-dist/swagger-ui.css /canopy/node_modules/swagger-ui-dist/swagger-ui-bundle.js node_modules/swagger-ui-dist/
COPY --from=build /canopy/build/bundle/api.js ./
COPY build/${MODEL_TO_USE}/model.safetensors build/${MODEL_TO_USE}/
CMD ["node", "api.js"]
