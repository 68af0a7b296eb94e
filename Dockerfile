# Two images of one model: `api` serves it, `load` sends it predictions.
# The model is trained before the build, so that what was tested is what ships:
#   npm run train -- iris && docker build --target api --build-arg MODEL_TO_USE=iris .
# A model with variants goes by its whole name, as its folder in build/: MODEL_TO_USE=jokemeter-lr

FROM node:24-slim AS build
WORKDIR /canopy
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
RUN npm run build

FROM node:24-slim AS base
ENV NODE_ENV=production
WORKDIR /app
USER 1000:1000

FROM base AS load
ARG MODEL_TO_USE=iris
ENV MODEL_TO_USE=${MODEL_TO_USE}
COPY --from=build /canopy/build/bundle/load.js ./
CMD ["node", "load.js"]

FROM base AS api
ARG MODEL_TO_USE=iris
ENV MODEL_TO_USE=${MODEL_TO_USE} HOST=0.0.0.0
EXPOSE 8989
COPY --from=build /canopy/node_modules/swagger-ui-dist/package.json /canopy/node_modules/swagger-ui-dist/swagger-ui.css /canopy/node_modules/swagger-ui-dist/swagger-ui-bundle.js node_modules/swagger-ui-dist/
COPY --from=build /canopy/build/bundle/api.js ./
COPY build/${MODEL_TO_USE}/model.safetensors build/${MODEL_TO_USE}/
CMD ["node", "api.js"]
