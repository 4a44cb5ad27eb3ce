param cluster string

resource aks 'Microsoft.ContainerService/managedClusters@2024-09-01' existing = {
  name: cluster
}

resource platform 'Microsoft.KubernetesConfiguration/fluxConfigurations@2023-05-01' = {
  name: 'cluster-config'
  scope: aks
  properties: {
    scope: 'cluster'
    namespace: 'cluster-config'
    sourceKind: 'GitRepository'
    gitRepository: {
      url: 'https://dev.azure.com/example-org/platform/_git/fleet'
      repositoryRef: { branch: 'main' }
    }
    kustomizations: {
      infrastructure: { path: './infrastructure', prune: true }
      tenants: { path: './tenants/production', prune: true, dependsOn: [ 'infrastructure' ] }
    }
  }
}

resource portal 'Microsoft.KubernetesConfiguration/fluxConfigurations@2023-05-01' = {
  name: 'portal'
  scope: aks
  properties: {
    scope: 'namespace'
    namespace: 'portal'
    sourceKind: 'GitRepository'
    gitRepository: {
      url: 'https://dev.azure.com/example-org/platform/_git/fleet'
      repositoryRef: { branch: 'main' }
    }
    kustomizations: {
      apps: { path: './apps/portal/production', prune: true }
    }
  }
}
