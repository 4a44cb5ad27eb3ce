// A plugin for bundles that run in web workers, too: they find Node's modules empty there, and use none of them.
const namespace = 'only-in-node';

export const onlyInNode = {
  name: namespace,
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path, namespace },
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = 'WorkerGlobalScope' in globalThis ? {} : require('${path}');`,
    }));
  },
};
