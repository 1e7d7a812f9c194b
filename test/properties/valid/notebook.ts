import { copy, distinctTags } from './common';

/** Changes a request of valid values until the relations hold, as little as possible. */
export function validNotebookInstance(request: any): any {
  const notebook = copy(request);
  if (notebook.DirectInternetAccess === 'Disabled') { notebook.SubnetId ??= 'subnet-0123456789abcdef0'; }
  return distinctTags(notebook);
}

export function validLifecycleConfig(request: any): any {
  const config = copy(request);
  for (const hook of [...config.OnCreate ?? [], ...config.OnStart ?? []]) {
    if (hook.Content !== undefined) { hook.Content = Buffer.from(hook.Content).toString('base64').slice(0, 16_384); }
  }
  return distinctTags(config);
}
