{{- define "reprise.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}
{{- end }}

{{- define "reprise.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "reprise.labels" -}}
{{ include "reprise.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "reprise.serviceAccount" -}}
{{- default (include "reprise.name" .) .Values.serviceAccount.name }}
{{- end }}

{{- define "reprise.scheme" -}}
{{- if .Values.secrets.tls }}https{{ else }}http{{ end }}
{{- end }}

{{- define "reprise.alive" -}}
httpGet:
  path: /q/health/live
  port: http
  scheme: {{ include "reprise.scheme" . | upper }}
timeoutSeconds: 5
{{- end }}
