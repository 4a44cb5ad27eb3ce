import { type Dice, nouns } from './dice.ts';

/** One manifest of something that a tenant runs. */
export type Workload = (dice: Dice, tenant: string, app: string) => string;

export const release: Workload = (dice, tenant, app) => {
  const limits = `
      requests:
        cpu: ${dice.between(10, 500)}m
        memory: ${dice.between(64, 1024)}Mi
      limits:
        memory: ${dice.between(256, 2048)}Mi`;
  return `${dice.marker()}${dice.comment(0.2)}apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${app}
  namespace: ${tenant}
${labels(dice, tenant, app)}spec:
  interval: ${dice.between(5, 60)}m
  serviceAccountName: ${tenant}
  chart:
    spec:
      chart: ${dice.pick(nouns)}
      version: "${dice.between(1, 6)}.x"
      sourceRef:
        kind: HelmRepository
        name: ${tenant}
  install:
    remediation:
      retries: 3
  upgrade:
    remediation:
      retries: 3
      remediateLastFailure: true
  values:
    replicaCount: ${dice.between(1, 5)}
    image:
      repository: registry.example.com/${app}
      tag: ${dice.quoted(`${dice.between(0, 3)}.${dice.between(0, 30)}.${dice.between(0, 9)}`)}
    resources: ${dice.chance(0.3) ? '{}' : limits}
    ingress:
      enabled: true
      hosts:
        - host: ${app}.${tenant}.example.com
          paths:
            - path: /
              pathType: Prefix
${lines(dice, 0, 8, (index) => `    ${dice.pick(nouns)}${index}:\n      enabled: ${dice.pick(['true', 'false'])}\n      size: ${dice.between(1, 100)}Gi\n`)}`;
};

export const deployment: Workload = (dice, tenant, app) => {
  const args = `\n            - --port=8080\n            - --level=info`;
  return `${dice.marker()}apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  namespace: ${tenant}
${labels(dice, tenant, app)}spec:
  replicas: ${dice.between(1, 5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${app}
    spec:
${dice.comment(0.2, '      ')}      securityContext:
        runAsNonRoot: true
      containers:
        - name: ${app}
          image: registry.example.com/${app}:v${dice.between(0, 3)}.${dice.between(0, 40)}.0
          args: ${dice.chance(0.5) ? '["--port=8080", "--level=info"]' : args}
          ports:
            - name: http
              containerPort: 8080
          env:
${lines(dice, 2, 10, () => `            - name: ${dice.pick(nouns).toUpperCase()}_URL\n              value: ${dice.quoted(`http://${dice.pick(nouns)}.${tenant}.svc:8080`)}\n`)}          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: ${dice.between(5, 30)}
          resources:
            requests: {cpu: ${dice.between(10, 500)}m, memory: ${dice.between(64, 512)}Mi}
`;
};

export const service: Workload = (dice, tenant, app) => {
  const annotations = `  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "8080"
    description: ${dice.sentence(dice.between(5, 12))}
`;
  return `${dice.marker()}apiVersion: v1
kind: Service
metadata:
  name: ${app}
  namespace: ${tenant}
${labels(dice, tenant, app)}${dice.chance(0.4) ? annotations : ''}spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${app}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
};

export const configMap: Workload = (dice, tenant, app) => `${dice.marker()}apiVersion: v1
kind: ConfigMap
metadata:
  name: ${app}-config
  namespace: ${tenant}
${labels(dice, tenant, app)}data:
  LOG_LEVEL: info
  app.yaml: |
${lines(dice, 4, 30, (index) => `    ${dice.pick(nouns)}_${index}: ${dice.sentence(dice.between(1, 4))}\n`)}`;

export const networkPolicy: Workload = (
  dice,
  tenant,
  app,
) => `${dice.marker()}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${app}
  namespace: ${tenant}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
      ports:
        - port: 8080
          protocol: TCP
  egress:
    - to:
        - podSelector: {}
    - to:
        - namespaceSelector: {}
      ports:
        - port: 53
          protocol: UDP
`;

export const ingress: Workload = (
  dice,
  tenant,
  app,
) => `${dice.marker()}apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${app}
  namespace: ${tenant}
${labels(dice, tenant, app)}  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: "0"
spec:
  ingressClassName: nginx
  rules:
    - host: ${app}.${tenant}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${app}
                port:
                  name: http
  tls:
    - hosts:
        - ${app}.${tenant}.example.com
      secretName: ${app}-tls
`;

export const autoscaler: Workload = (
  dice,
  tenant,
  app,
) => `${dice.marker()}apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${app}
  namespace: ${tenant}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${app}
  minReplicas: 1
  maxReplicas: ${dice.between(2, 20)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: ${dice.between(50, 90)}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${app}
  namespace: ${tenant}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${app}
`;

/** Anchors and aliases, which few manifests have. */
export const anchored: Workload = (dice, tenant, app) => `${dice.marker()}apiVersion: v1
kind: ConfigMap
metadata:
  name: ${app}-anchored
  namespace: ${tenant}
  labels: &labels
    app.kubernetes.io/name: ${app}
    toolkit.fluxcd.io/tenant: ${tenant}
  annotations: *labels
data:
  key: &key ${dice.sentence(3)}
  same: *key
`;

const labels = (dice: Dice, tenant: string, app: string) => `  labels:
    app.kubernetes.io/name: ${dice.quoted(app)}
    app.kubernetes.io/part-of: ${tenant}
    toolkit.fluxcd.io/tenant: ${tenant}
`;

function lines(dice: Dice, fewest: number, most: number, line: (index: number) => string): string {
  return Array.from({ length: dice.between(fewest, most) }, (_, index) => line(index)).join('');
}
