import { Field, InputType } from 'type-graphql';

@InputType({
  description: 'The artifacts of one run of dbt (1.0 to Fusion), each as the text of its file.',
})
export class IngestDbtInput {
  @Field(() => String, { description: 'The fqn of the product whose dbt project it is.' })
  product: string;

  @Field(() => String, { description: '`target/manifest.json`: what the results speak of.' })
  manifest: string;

  @Field(() => String, {
    nullable: true,
    description: '`target/run_results.json`: freshness and availability by models, quality by tests.',
  })
  runResults?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`target/sources.json` of `dbt source freshness`: freshness of sources that are ports.',
  })
  sources?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`target/catalog.json` of `dbt docs generate`: with its row counts a failed test tells a share.',
  })
  catalog?: string | null;
}

@InputType({ description: 'Which output port a dataset stands for, where its name does not say it.' })
export class AddDatasetAliasInput {
  @Field(() => String, { description: "The dataset's namespace as OpenLineage names it: `snowflake://acme-prod`." })
  namespace: string;

  @Field(() => String, { description: 'Its name there: `PROD.GOLD.CUSTOMERS`.' })
  name: string;

  @Field(() => String, { description: 'The fqn of the output port.' })
  port: string;
}
