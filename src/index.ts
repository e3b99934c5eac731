// `module.exports` is what `require` gives, from Node 20.19 and 22.12 on; it would be the namespace, with the plugin under `default`. TypeScript before 5.6
// cannot read such a name: it gets the declarations of plugin.ts alone (package.json).
export {
  default,
  default as 'module.exports',
  projectStamp,
  type RuleName,
  type RuleOptions,
  type StatusCodePlugin,
} from './plugin.ts';
