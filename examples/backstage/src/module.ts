import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { Catalog } from './catalog';
import { FloeEntityProvider } from './FloeEntityProvider';

/**
 * `backend.add(catalogModuleFloe)` in a Backstage backend, with in app-config.yaml:
 *
 *   catalog:
 *     providers:
 *       floe: { url: 'https://catalog.acme.com', token: '${FLOE_TOKEN}' }
 */
export const catalogModuleFloe = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'floe',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ catalog, config, lifecycle, logger }) {
        const floe = config.getConfig('catalog.providers.floe');
        const provider = new FloeEntityProvider(
          new Catalog(floe.getString('url'), floe.getOptionalString('token')),
          logger,
        );
        catalog.addEntityProvider(provider);
        lifecycle.addShutdownHook(() => provider.stop());
      },
    });
  },
});
